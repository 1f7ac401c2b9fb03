package org.lectern.timetable;

import jakarta.ejb.ApplicationException;
import java.util.List;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;

/** A plan is refused because other lessons stand in its way; names them for people and for programs. */
@ApplicationException(rollback = true)
public class TimetableClash extends Problem {

    private static final long serialVersionUID = 1L;

    /** Where many stand in the way, so many are named. */
    private static final int NAMED = 20;

    private final transient List<Clash> clashes;

    private TimetableClash(String field, List<Clash> found) {
        super(
                ProblemType.TIMETABLE_CLASH,
                found.get(0).sentence() + (found.size() == 1 ? "" : " There are more such clashes."),
                found.stream()
                        .limit(NAMED)
                        .map(clash ->
                                new FieldError(field == null ? clash.kind().field() : field, clash.sentence()))
                        .toList());
        this.clashes = found.stream().limit(NAMED).toList();
    }

    /**
     * Refuses what clashes.
     *
     * @param field of the request that is at fault; null when it is the one that each clash speaks of
     * @param found what stands in the way
     * @throws TimetableClash that names those lessons, unless there are none
     */
    static void refuse(String field, List<Clash> found) {
        if (!found.isEmpty()) {
            throw new TimetableClash(field, found);
        }
    }

    /** The lessons in the way, by time; at most {@value #NAMED}. */
    public List<Clash> clashes() {
        return clashes;
    }
}
