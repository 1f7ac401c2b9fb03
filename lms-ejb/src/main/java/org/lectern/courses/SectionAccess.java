package org.lectern.courses;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Function;
import org.lectern.settings.Settings;
import org.lectern.shared.CurrentCaller;
import org.lectern.shared.Problem;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/** What the caller is to a section today. */
@ApplicationScoped
public class SectionAccess {

    private Statements statements;
    private CurrentCaller currentCaller;
    private Settings settings;

    /** How somebody belongs to a section. */
    public enum Standing {
        /** Teaches it today, or runs the school. */
        STAFF,

        /** Is or was on its roster. */
        STUDENT
    }

    /** For the container. */
    protected SectionAccess() {}

    @Inject
    SectionAccess(Statements statements, CurrentCaller currentCaller, Settings settings) {
        this.statements = statements;
        this.currentCaller = currentCaller;
        this.settings = settings;
    }

    /**
     * How the caller belongs to a section.
     *
     * @param sectionId the section
     * @throws Problem of type NOT_FOUND when the caller does not
     */
    public Standing standing(long sectionId) {
        return find(sectionId).orElseThrow(() -> Problem.notFound("section", sectionId));
    }

    private Optional<Standing> find(long sectionId) {
        var caller = currentCaller.get();
        var today = settings.today();
        return statements
                .find(
                        """
                        select ? or exists (select from teacher_assignment t
                                 where t.section_id = s.id and t.teacher_id = ?
                                   and (t.from_date is null or t.from_date <= ?)
                                   and (t.to_date is null or t.to_date >= ?)),
                               exists (select from enrollment e where e.section_id = s.id and e.student_id = ?
                                   and e.status in ('ACTIVE', 'COMPLETED'))
                        from section s where s.id = ?""",
                        row -> Optional.ofNullable(
                                row.getBoolean(1) ? Standing.STAFF : row.getBoolean(2) ? Standing.STUDENT : null),
                        currentCaller.isIn(Roles.ADMIN),
                        caller.personId(),
                        today,
                        today,
                        caller.personId(),
                        sectionId)
                .flatMap(Function.identity());
    }

    /** Whether the caller teaches a section today, or runs the school. */
    public boolean isStaff(long sectionId) {
        return find(sectionId).filter(Standing.STAFF::equals).isPresent();
    }

    /**
     * Requires {@link #isStaff}.
     *
     * @param sectionId the section
     * @throws Problem of type NOT_FOUND otherwise
     */
    public void requireStaff(long sectionId) {
        if (!isStaff(sectionId)) {
            throw Problem.notFound("section", sectionId);
        }
    }

    /**
     * Requires that the caller is or was on the roster of a section.
     *
     * @param sectionId the section
     * @throws Problem of type NOT_FOUND otherwise
     */
    public void requireStudent(long sectionId) {
        if (standing(sectionId) != Standing.STUDENT) {
            throw Problem.notFound("section", sectionId);
        }
    }
}
