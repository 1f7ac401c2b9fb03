package org.lectern.jobs;

import jakarta.json.JsonObject;
import jakarta.json.bind.annotation.JsonbNillable;
import java.util.List;
import org.lectern.audit.Change;

/**
 * One row that a job changed, or would change in a dry run.
 *
 * @param position place in the order of the changes; the first is 1
 * @param file of the input that has the row
 * @param line of that file; 1 is its header
 * @param sourcedId the row's key in the other system; null where it has none
 * @param action what happens to it
 * @param entity the kind of thing, for example {@code person} or {@code enrollment}
 * @param label the thing in words; null where the input does not say
 * @param before the values that change, as they were; null for something new
 * @param after the same values as they become; null for something that is deleted. Values that are null are left out
 *     of something new
 */
@JsonbNillable
public record JobChange(
        long position,
        String file,
        long line,
        String sourcedId,
        Action action,
        String entity,
        String label,
        JsonObject before,
        JsonObject after) {

    /** What happens to a row. */
    public enum Action {
        /** It is new. */
        ADDED,
        /** Some of its values become others. */
        CHANGED,
        /** It ends, and then still has an {@code after}; or it is deleted. */
        REMOVED
    }

    /** The values that change, one by one. */
    public List<Change> changes() {
        return Change.between(before, after);
    }
}
