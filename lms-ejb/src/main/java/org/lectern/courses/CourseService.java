package org.lectern.courses;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.audit.AuditTrail;
import org.lectern.courses.CourseFacts.RequiredGrade;
import org.lectern.shared.Conditions;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.Idempotent;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.References;
import org.lectern.shared.References.Kind;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;
import org.lectern.shared.Turns;

/** What can be taught, for those who run the school. */
@Stateless
@RolesAllowed(Roles.ADMIN)
public class CourseService {

    private static final List<Kind> USERS = List.of(
            Kind.of("section", "section where course_id = ?"),
            new Kind(
                    "courses",
                    "course that requires it",
                    "courses that require it",
                    "course_prerequisite where requires_id = ?"));

    @Inject
    private EntityManager entityManager;

    @Inject
    private Statements statements;

    @Inject
    private References references;

    @Inject
    private Turns turns;

    @Inject
    private AuditTrail audit;

    /**
     * A course in a list.
     *
     * @param id the course
     * @param code see {@link CourseFacts}
     * @param title see {@link CourseFacts}
     * @param credits see {@link CourseFacts}
     * @param status whether it is taught
     * @param sections how many sections it has had so far
     */
    @Schema(name = "CourseSummary")
    public record Row(long id, String code, String title, BigDecimal credits, LifeStatus status, int sections) {}

    /**
     * A course.
     *
     * @param id the course
     * @param code see {@link CourseFacts}
     * @param title see {@link CourseFacts}
     * @param description see {@link CourseFacts}
     * @param credits see {@link CourseFacts}
     * @param status whether it is taught
     * @param prerequisiteIds see {@link CourseFacts}
     * @param minimums see {@link CourseFacts}
     * @param prerequisites the same courses by name
     * @param version counts edits; what the ETag says
     */
    @Schema(name = "Course")
    public record View(
            long id,
            String code,
            String title,
            String description,
            BigDecimal credits,
            LifeStatus status,
            List<Long> prerequisiteIds,
            List<MinimumGrade> minimums,
            List<CourseName> prerequisites,
            int version) {

        private static View of(Course course, List<RequiredGrade> minimums) {
            var facts = course.facts();
            return new View(
                    course.id(),
                    facts.code(),
                    facts.title(),
                    facts.description(),
                    facts.credits(),
                    facts.status(),
                    facts.prerequisiteIds(),
                    minimums.stream()
                            .map(each -> new MinimumGrade(each.courseId(), each.percent()))
                            .toList(),
                    course.prerequisites().stream()
                            .map(other -> new CourseName(other.id(), other.code(), other.title()))
                            .sorted(Comparator.comparing(CourseName::code).thenComparing(CourseName::id))
                            .toList(),
                    course.version());
        }
    }

    /**
     * The final grade that is asked for in a course that is required before.
     *
     * @param courseId one of the courses required
     * @param percent the least of the final grade, more than 0 to 100
     */
    @Schema(name = "MinimumGrade")
    public record MinimumGrade(long courseId, BigDecimal percent) {}

    /**
     * A page of the courses by code.
     *
     * @param search words that all must occur in code or title; null or blank for all
     * @param status only courses of it; null for any
     * @param limit rows, 1 to 500; null for 50
     * @param after the {@code next} of the page before; null for the first
     * @throws Problem of type VALIDATION for a limit or place that is none
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Page<Row> list(String search, LifeStatus status, Integer limit, String after) {
        int size = Page.limit(limit);
        var conditions = new Conditions()
                .when("status = ?", status)
                .words("lower(code || ' ' || title)", search)
                .after("(code, id)", "(?, ?)", after);
        var courses = statements.list(
                "select id, code, title, credits, status, (select count(*) from section s where s.course_id = course.id)"
                        + " from course where " + conditions.sql() + " order by code, id limit ?",
                row -> new Row(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getBigDecimal(4),
                        LifeStatus.valueOf(row.getString(5)),
                        row.getInt(6)),
                conditions.values(size + 1));
        return Page.of(courses, size, course -> Conditions.place(course.code, course.id));
    }

    /**
     * One course.
     *
     * @param id the course
     * @throws Problem of type NOT_FOUND when there is none
     */
    public View get(long id) {
        return view(course(id, LockModeType.NONE));
    }

    private View view(Course course) {
        return View.of(course, minimums(course.id()));
    }

    private CourseFacts facts(Course course) {
        return course.facts().with(minimums(course.id()));
    }

    private List<RequiredGrade> minimums(long id) {
        return statements.list(
                "select requires_id, minimum_percent from course_prerequisite"
                        + " where course_id = ? and minimum_percent is not null order by requires_id",
                row -> new RequiredGrade(row.getLong(1), row.getBigDecimal(2)),
                id);
    }

    private void writeMinimums(long id, CourseFacts facts) {
        statements.update(
                """
                update course_prerequisite p set minimum_percent = g.percent
                from course_prerequisite q
                left join unnest(?::bigint[], ?::numeric[]) as g (course_id, percent) on g.course_id = q.requires_id
                where q.course_id = ? and p.course_id = q.course_id and p.requires_id = q.requires_id
                    and p.minimum_percent is distinct from g.percent""",
                new Statements.Array(
                        "bigint",
                        facts.minimums().stream().map(RequiredGrade::courseId).toArray()),
                new Statements.Array(
                        "numeric",
                        facts.minimums().stream().map(RequiredGrade::percent).toArray()),
                id);
    }

    private Course course(long id, LockModeType lock) {
        var course = entityManager.find(Course.class, id, lock);
        if (course == null) {
            throw Problem.notFound("course", id);
        }
        return course;
    }

    /**
     * Adds a course.
     *
     * @param facts what it is
     * @param key makes sending it again harmless; null for none
     * @throws Problem of type VALIDATION when a course required does not exist
     */
    @Idempotent
    public View create(@NotNull @Valid CourseFacts facts, IdempotencyKey key) {
        facts.requireSense();
        var course = new Course(facts, required(facts));
        entityManager.persist(course);
        writeMinimums(course.id(), facts);
        audit.record("course created", "course", course.id(), null, null, facts(course));
        return view(course);
    }

    /**
     * Replaces all that is known of a course. Facts that change nothing are no edit.
     *
     * @param id the course
     * @param expected the version that the caller has seen
     * @param facts what is known now, with a status
     * @throws Problem of type NOT_FOUND, PRECONDITION_REQUIRED or STALE_VERSION; VALIDATION when there is no status, when
     *     a course required does not exist, or when a course would come to require itself
     */
    public View update(long id, ExpectedVersion expected, @NotNull @Valid CourseFacts facts) {
        var course = course(id, LockModeType.PESSIMISTIC_WRITE);
        ExpectedVersion.require(expected, course.version());
        if (facts.status() == null) {
            throw Problem.ofField(ProblemType.VALIDATION, "status", "The status is ACTIVE or ENDED.");
        }
        facts.requireSense();
        var before = facts(course);
        if (!before.equals(facts)) {
            if (!before.prerequisiteIds().containsAll(facts.prerequisiteIds())) {
                turns.take("prerequisites");
                refuseCircle(id, facts);
            }
            course.change(facts, required(facts));
            if (before.equals(facts.with(before.minimums()))) {
                // they are kept beside the entity
                entityManager.lock(course, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
            }
            writeMinimums(id, facts);
            audit.record("course changed", "course", id, null, before, facts);
        }
        return view(course);
    }

    private List<Course> required(CourseFacts facts) {
        var found = facts.prerequisiteIds().isEmpty()
                ? List.<Course>of()
                : entityManager
                        .createQuery("select c from Course c where c.id in :ids", Course.class)
                        .setParameter("ids", facts.prerequisiteIds())
                        .getResultList();
        var known = found.stream().map(Course::id).collect(Collectors.toSet());
        for (int i = 0; i < facts.prerequisiteIds().size(); i++) {
            var id = facts.prerequisiteIds().get(i);
            if (!known.contains(id)) {
                throw Problem.ofField(
                        ProblemType.VALIDATION, "prerequisiteIds[" + i + "]", "There is no course " + id + ".");
            }
        }
        return found;
    }

    /** Nobody could ever attend a course that leads back to itself. */
    private void refuseCircle(long id, CourseFacts facts) {
        statements
                .find(
                        """
                        with recursive needed (id) as (
                            select unnest(?)
                            union
                            select p.requires_id from needed n join course_prerequisite p on p.course_id = n.id)
                        select 1 from needed where id = ?""",
                        row -> true,
                        new Statements.Array("bigint", facts.prerequisiteIds().toArray()),
                        id)
                .ifPresent(circle -> {
                    throw Problem.ofField(
                            ProblemType.VALIDATION,
                            "prerequisiteIds",
                            "These courses lead back to this one, so that nobody could begin with any.");
                });
    }

    /**
     * Deletes a course that has no section and that no course requires.
     *
     * @param id the course
     * @throws Problem of type NOT_FOUND, or STILL_IN_USE with what refers to it
     */
    public void delete(long id) {
        var course = course(id, LockModeType.PESSIMISTIC_WRITE);
        references.requireNone(id, USERS);
        var before = facts(course);
        entityManager.remove(course);
        entityManager.flush();
        audit.record("course deleted", "course", id, null, before, null);
    }
}
