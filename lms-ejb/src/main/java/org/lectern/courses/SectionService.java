package org.lectern.courses;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.audit.AuditTrail;
import org.lectern.groups.StudentGroup;
import org.lectern.settings.Settings;
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

/** The sections in which courses are taught, for those who run the school. */
@Stateless
@RolesAllowed(Roles.ADMIN)
public class SectionService {

    /** Whatever refers to a section, but its further terms, which go with it. */
    static final List<Kind> USERS = List.of(
            Kind.of("enrollment", "enrollment where section_id = ?"),
            Kind.of("teacher assignment", "teacher_assignment where section_id = ?"),
            Kind.of("timetable slot", "timetable_slot where section_id = ?"),
            Kind.of("lesson", "lesson where section_id = ?"),
            Kind.of("grade item", "grade_item where section_id = ?"),
            new Kind("grade-categories", "grade category", "grade categories", "grade_category where section_id = ?"),
            new Kind("gradebook", "set-up gradebook", "set-up gradebooks", "gradebook where section_id = ?"),
            Kind.of("final grade", "final_grade where section_id = ?"),
            Kind.of("report comment", "report_comment where section_id = ?"),
            Kind.of("unit", "unit where section_id = ?"),
            Kind.of("assignment", "assignment where section_id = ?"),
            Kind.of("file", "stored_file where section_id = ?"),
            Kind.of("attendance warning", "attendance_warning where section_id = ?"),
            Kind.of("notification", "notification where section_id = ?"));

    private static final String COLUMNS = """
            select s.id, s.code, s.title, c.id, c.code, c.title, t.id, t.title, g.id, g.code, s.capacity, s.seats_taken,
                (select count(*) from enrollment e where e.section_id = s.id and e.status = 'WAITLISTED'),
                array(select coalesce(p.preferred_given_name, p.given_name) || ' '
                        || coalesce(p.preferred_family_name, p.family_name)
                    from teacher_assignment a join person p on p.id = a.teacher_id
                    where a.section_id = s.id and a.role = 'LEAD' and (a.to_date is null or a.to_date >= ?)
                    order by p.family_name, p.given_name, p.id),
                s.policy, s.status, s.enrollment_key_hash is not null, s.enroll_from, s.enroll_until, s.waitlist, s.grading_scale_id,
                s.version
            from section s join course c on c.id = s.course_id join academic_session t on t.id = s.academic_session_id
            left join student_group g on g.id = s.student_group_id
            where\s""";

    @Inject
    private EntityManager entityManager;

    @Inject
    private Statements statements;

    @Inject
    private References references;

    @Inject
    private Settings settings;

    @Inject
    private AuditTrail audit;

    @Inject
    private Event<SectionTaughtTo> taughtTo;

    @Inject
    private Event<SectionGroupChanged> groupChanged;

    @Inject
    private Event<SeatsChanged> seatsChanged;

    /**
     * A section in a list.
     *
     * @param id the section
     * @param code see {@link SectionFacts}
     * @param title see {@link SectionFacts}
     * @param course the course taught
     * @param termId see {@link SectionFacts}
     * @param term title of the academic session
     * @param groupId see {@link SectionFacts}
     * @param group code of the group; null when students come from several
     * @param capacity see {@link SectionFacts}
     * @param seatsTaken how many students are in it
     * @param waiting how many wait for a seat
     * @param teachers names of those who lead it, now or from a later day
     * @param policy see {@link SectionFacts}
     * @param status whether it goes on
     */
    @Schema(name = "SectionSummary")
    public record Row(
            long id,
            String code,
            String title,
            CourseName course,
            long termId,
            String term,
            Long groupId,
            String group,
            Integer capacity,
            int seatsTaken,
            int waiting,
            List<String> teachers,
            EnrollmentPolicy policy,
            LifeStatus status) {

        private static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    new CourseName(row.getLong(4), row.getString(5), row.getString(6)),
                    row.getLong(7),
                    row.getString(8),
                    row.getObject(9, Long.class),
                    row.getString(10),
                    row.getObject(11, Integer.class),
                    row.getInt(12),
                    row.getInt(13),
                    List.of((String[]) row.getArray(14).getArray()),
                    EnrollmentPolicy.valueOf(row.getString(15)),
                    LifeStatus.valueOf(row.getString(16)));
        }
    }

    /**
     * A section.
     *
     * @param id the section
     * @param courseId see {@link SectionFacts}
     * @param course the course taught
     * @param termId see {@link SectionFacts}
     * @param term title of the academic session
     * @param groupId see {@link SectionFacts}
     * @param group code of the group; null when students come from several
     * @param code see {@link SectionFacts}
     * @param title see {@link SectionFacts}
     * @param capacity see {@link SectionFacts}
     * @param seatsTaken how many students are in it
     * @param waiting how many wait for a seat
     * @param teachers names of those who lead it, now or from a later day
     * @param policy see {@link SectionFacts}
     * @param enrollmentKey always null, because nobody can read it; sent back like that it stays
     * @param keySet whether it has an enrolment key
     * @param enrollFrom see {@link SectionFacts}
     * @param enrollUntil see {@link SectionFacts}
     * @param waitlist see {@link SectionFacts}
     * @param gradingScaleId see {@link SectionFacts}
     * @param status whether it goes on
     * @param version counts edits; what the ETag says
     */
    @Schema(name = "Section")
    public record View(
            long id,
            long courseId,
            CourseName course,
            long termId,
            String term,
            Long groupId,
            String group,
            String code,
            String title,
            Integer capacity,
            int seatsTaken,
            int waiting,
            List<String> teachers,
            EnrollmentPolicy policy,
            String enrollmentKey,
            boolean keySet,
            OffsetDateTime enrollFrom,
            OffsetDateTime enrollUntil,
            boolean waitlist,
            Long gradingScaleId,
            LifeStatus status,
            int version) {}

    /**
     * A page of the sections by code.
     *
     * @param search words that all must occur in code or title; null or blank for all
     * @param courseId only of this course; null for any
     * @param termId only in this academic session; null for any
     * @param groupId only of this group; null for any
     * @param policy only with this policy; null for any
     * @param status only sections of it; null for any
     * @param limit rows, 1 to 500; null for 50
     * @param after the {@code next} of the page before; null for the first
     * @throws Problem of type VALIDATION for a limit or place that is none
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Page<Row> list(
            String search,
            Long courseId,
            Long termId,
            Long groupId,
            EnrollmentPolicy policy,
            LifeStatus status,
            Integer limit,
            String after) {
        return list(search, courseId, termId, groupId, policy, status, false, limit, after);
    }

    /**
     * {@link #list(String, Long, Long, Long, EnrollmentPolicy, LifeStatus, Integer, String)}, or only what nobody teaches.
     *
     * @param untaught whether only sections are listed that run today without a teacher of today
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Page<Row> list(
            String search,
            Long courseId,
            Long termId,
            Long groupId,
            EnrollmentPolicy policy,
            LifeStatus status,
            boolean untaught,
            Integer limit,
            String after) {
        int size = Page.limit(limit);
        var today = untaught ? settings.today() : null;
        var conditions = new Conditions()
                .when("""
                        exists (select 1 from academic_session a where a.id = s.academic_session_id
                            and ? between a.start_date and a.end_date)""", today)
                .when("""
                        not exists (select 1 from teacher_assignment x where x.section_id = s.id
                            and (x.from_date is null or x.from_date <= ?) and (x.to_date is null or x.to_date >= ?))""", today, today)
                .when("s.course_id = ?", courseId)
                .when("s.academic_session_id = ?", termId)
                .when("s.student_group_id = ?", groupId)
                .when("s.policy = ?", policy)
                .when("s.status = ?", status)
                .words("lower(s.code || ' ' || s.title)", search)
                .after("(s.code, s.id)", "(?, ?)", after);
        var sections = statements.list(
                COLUMNS + conditions.sql() + " order by s.code, s.id limit ?",
                Row::of,
                conditions.valuesBehind(List.of(settings.today()), size + 1));
        return Page.of(sections, size, section -> Conditions.place(section.code, section.id));
    }

    /**
     * One section.
     *
     * @param id the section
     * @throws Problem of type NOT_FOUND when there is none
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public View get(long id) {
        return statements
                .find(COLUMNS + "s.id = ?", this::view, settings.today(), id)
                .orElseThrow(() -> Problem.notFound("section", id));
    }

    private View view(ResultSet result) throws SQLException {
        var row = Row.of(result);
        return new View(
                row.id,
                row.course.id(),
                row.course,
                row.termId,
                row.term,
                row.groupId,
                row.group,
                row.code,
                row.title,
                row.capacity,
                row.seatsTaken,
                row.waiting,
                row.teachers,
                row.policy,
                null,
                result.getBoolean(17),
                local(result.getObject(18, OffsetDateTime.class)),
                local(result.getObject(19, OffsetDateTime.class)),
                result.getBoolean(20),
                result.getObject(21, Long.class),
                row.status,
                result.getInt(22));
    }

    private OffsetDateTime local(OffsetDateTime moment) {
        return moment == null
                ? null
                : moment.atZoneSameInstant(settings.timeZone()).toOffsetDateTime();
    }

    /**
     * Adds a section. With the policy BY_GROUP the members of its group are enrolled.
     *
     * @param facts what it is
     * @param key makes sending it again harmless; null for none
     * @throws Problem of type VALIDATION when something referred to does not exist, or facts contradict each other
     */
    @Idempotent
    public View create(@NotNull @Valid SectionFacts facts, IdempotencyKey key) {
        var section = new Section(facts, course(facts), term(facts), group(facts));
        requireScale(facts);
        entityManager.persist(section);
        entityManager.flush();
        audit.record("section created", "section", section.id(), null, null, section.facts());
        if (section.facts().followedGroupId() != null) {
            groupChanged.fire(new SectionGroupChanged(section.id(), null));
        }
        return get(section.id());
    }

    /**
     * Replaces all that is known of a section. Facts that change nothing are no edit. When it comes to follow another
     * group, those of the former leave it and the members of the new one are enrolled.
     *
     * @param id the section
     * @param expected the version that the caller has seen
     * @param facts what is known now, with a status
     * @throws Problem of type NOT_FOUND, PRECONDITION_REQUIRED or STALE_VERSION; VALIDATION when there is no status, when
     *     something referred to does not exist, or facts contradict each other; STILL_IN_USE for another course or term
     *     once there are students, teachers or lessons; TIMETABLE_CLASH when another group has lessons at the time of
     *     those to come
     */
    public View update(long id, ExpectedVersion expected, @NotNull @Valid SectionFacts facts) {
        var section = section(id);
        ExpectedVersion.require(expected, section.version());
        if (facts.status() == null) {
            throw Problem.ofField(ProblemType.VALIDATION, "status", "The status is ACTIVE or ENDED.");
        }
        var before = section.facts();
        if (!before.equals(facts)) {
            refuseAnotherCourseOrTerm(id, before, facts);
            section.change(facts, course(facts), term(facts), group(facts));
            requireScale(facts);
            entityManager.flush();
            auditChange(id, before, section.facts(), facts.enrollmentKey() != null);
            if (!Objects.equals(before.groupId(), facts.groupId())) {
                taughtTo.fire(new SectionTaughtTo(id, facts.groupId()));
            }
            if (!Objects.equals(before.followedGroupId(), facts.followedGroupId())) {
                groupChanged.fire(new SectionGroupChanged(id, before.followedGroupId()));
            }
            if (!Objects.equals(before.capacity(), facts.capacity())) {
                seatsChanged.fire(new SeatsChanged(id));
            }
        }
        return get(id);
    }

    /** The key itself is nowhere to be read, not in the audit either. */
    private void auditChange(long id, SectionFacts before, SectionFacts after, boolean otherKey) {
        if (!before.equals(after)) {
            audit.record("section changed", "section", id, null, before, after);
        }
        if (otherKey) {
            audit.record("enrolment key changed", "section", id, null, null, null);
        }
    }

    private Section section(long id) {
        var section = entityManager.find(Section.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (section == null) {
            throw Problem.notFound("section", id);
        }
        return section;
    }

    private void refuseAnotherCourseOrTerm(long id, SectionFacts before, SectionFacts facts) {
        var field = before.courseId().equals(facts.courseId())
                ? before.termId().equals(facts.termId()) ? null : "termId"
                : "courseId";
        if (field != null && !references.count(id, USERS).isEmpty()) {
            throw Problem.ofField(
                    ProblemType.STILL_IN_USE,
                    field,
                    "The section has students, teachers or lessons already. End it and add another one.");
        }
    }

    private Course course(SectionFacts facts) {
        return found("courseId", "course", Course.class, facts.courseId());
    }

    private AcademicSession term(SectionFacts facts) {
        var term = found("termId", "academic session", AcademicSession.class, facts.termId());
        if (term.type() == SessionType.GRADING_PERIOD) {
            throw Problem.ofField(
                    ProblemType.VALIDATION, "termId", term.title() + " is a grading period; sections run in a term.");
        }
        return term;
    }

    private StudentGroup group(SectionFacts facts) {
        return facts.groupId() == null ? null : found("groupId", "group", StudentGroup.class, facts.groupId());
    }

    private <T> T found(String field, String what, Class<T> type, long id) {
        var found = entityManager.find(type, id);
        if (found == null) {
            throw Problem.ofField(ProblemType.VALIDATION, field, "There is no " + what + " " + id + ".");
        }
        return found;
    }

    private void requireScale(SectionFacts facts) {
        if (facts.gradingScaleId() != null
                && statements
                        .find("select 1 from grading_scale where id = ?", row -> true, facts.gradingScaleId())
                        .isEmpty()) {
            throw Problem.ofField(
                    ProblemType.VALIDATION,
                    "gradingScaleId",
                    "There is no grading scale " + facts.gradingScaleId() + ".");
        }
    }

    /**
     * Deletes a section that never had students, teachers, lessons, grades or content, and that nobody was told of.
     *
     * @param id the section
     * @throws Problem of type NOT_FOUND, or STILL_IN_USE with what refers to it
     */
    public void delete(long id) {
        var section = section(id);
        references.requireNone(id, USERS);
        var before = section.facts();
        entityManager.remove(section);
        entityManager.flush();
        audit.record("section deleted", "section", id, null, before, null);
    }
}
