package org.lectern.enrollment;

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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.audit.AuditTrail;
import org.lectern.courses.EnrollmentPolicy;
import org.lectern.courses.Section;
import org.lectern.courses.SectionTaughtTo;
import org.lectern.groups.GroupService;
import org.lectern.groups.StudentGroup;
import org.lectern.groups.StudentGroupFacts;
import org.lectern.people.PeopleService;
import org.lectern.people.PersonFacts;
import org.lectern.settings.Settings;
import org.lectern.shared.Conditions;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.Idempotent;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.shared.Problem.FieldError;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Rehearsal;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/**
 * Who is in which group, and with that in the sections that follow it. Whatever changes the members of a group locks its
 * row first. The number of statements does not grow with that of the students.
 */
@Stateless
@RolesAllowed(Roles.ADMIN)
public class MembershipService {

    private static final int MOST_LINES = 3000;

    @Inject
    private EntityManager entityManager;

    @Inject
    private Statements statements;

    @Inject
    private Settings settings;

    @Inject
    private AuditTrail audit;

    @Inject
    private GroupService groups;

    @Inject
    private PeopleService people;

    @Inject
    private GroupRosters rosters;

    @Inject
    private Rehearsal rehearsal;

    @Inject
    private Event<SectionTaughtTo> taughtTo;

    /**
     * A student's time in a group.
     *
     * @param id the membership
     * @param studentId the student
     * @param name family name first, as lists are sorted
     * @param fromDate the first day
     * @param toDate the last day; null without an end
     */
    @Schema(name = "GroupMember")
    public record Member(long id, long studentId, String name, LocalDate fromDate, LocalDate toDate) {}

    /**
     * What a change of members did.
     *
     * @param joined memberships that are new
     * @param ended memberships that were given an end
     * @param enrolled enrolments in sections that follow the group that are new
     * @param dropped enrolments in such sections that were ended
     * @param members how many students are in the group today
     */
    @Schema(name = "MembershipChange")
    public record MembershipChange(int joined, int ended, int enrolled, int dropped, int members) {}

    /**
     * What it did to enrol a group in sections.
     *
     * @param sections how many sections were named
     * @param following how many of them follow the group now
     * @param enrolled how many enrolments are new
     */
    @Schema(name = "GroupEnrolled")
    public record GroupEnrolled(int sections, int following, int enrolled) {}

    /**
     * What moving a group up did, or would do.
     *
     * @param preview whether nothing was changed
     * @param target the group they are in now; its id is null in a preview that would make it
     * @param moved who moves on
     * @param stayed who repeats the year
     * @param left who leaves and joins no other group
     * @param dropped enrolments in sections that follow the old group that end
     * @param enrolled enrolments in sections that follow the new group
     */
    @Schema(name = "GroupPromoted")
    public record GroupPromoted(
            boolean preview,
            Target target,
            List<Student> moved,
            List<Student> stayed,
            List<Student> left,
            int dropped,
            int enrolled) {}

    /**
     * The group that others move to.
     *
     * @param id the group; null while it is not made
     * @param code as timetables show it
     * @param title the name for people
     * @param gradeLevel the year its members are in; null when they are of several
     */
    @Schema(name = "PromotionTarget")
    public record Target(Long id, String code, String title, Integer gradeLevel) {}

    /**
     * A student in a list.
     *
     * @param studentId the student
     * @param name family name first, as lists are sorted
     */
    @Schema(name = "PromotedStudent")
    public record Student(long studentId, String name) {}

    /**
     * Whom a line of a list names.
     *
     * @param line as it was given
     * @param students all students of the school whom it fits; none when nobody is found, several when it is not clear
     * @param newcomer the student whom it describes when nobody is found; null when it has no full name
     */
    public record Recognised(String line, List<Student> students, PersonFacts newcomer) {}

    /**
     * Tells which students lines of a list mean: by the school's number, user name, e-mail address, id or full name, in
     * either order and any case, alone or in columns. One statement for all lines.
     *
     * @param lines at most 3,000
     * @throws Problem of type VALIDATION when there are more
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<Recognised> recognise(List<String> lines) {
        record Match(int line, Student student) {}
        if (lines.size() > MOST_LINES) {
            throw Problem.ofField(ProblemType.VALIDATION, "lines", "These are more than 3,000 lines.");
        }
        var read = lines.stream().map(ListLine::of).toList();
        var numbers = new ArrayList<Integer>();
        var keys = new ArrayList<String>();
        for (int i = 0; i < read.size(); i++) {
            for (var key : read.get(i).keys()) {
                numbers.add(i);
                keys.add(key);
            }
        }
        var found = statements
                .list(
                        """
                        with student as (
                            select p.id, p.given_name, p.family_name, p.preferred_given_name, p.preferred_family_name,
                                p.identifier, p.email, a.username
                            from person p join person_role r on r.person_id = p.id and r.role = 'STUDENT'
                            left join account a on a.person_id = p.id
                            where p.status = 'ACTIVE'),
                        known as (
                            select s.id, k.text from student s, lateral (values
                                (s.id::text), (s.identifier), (s.email), (s.username),
                                (s.given_name || ' ' || s.family_name), (s.family_name || ' ' || s.given_name),
                                (coalesce(s.preferred_given_name, s.given_name) || ' '
                                    || coalesce(s.preferred_family_name, s.family_name)),
                                (coalesce(s.preferred_family_name, s.family_name) || ' '
                                    || coalesce(s.preferred_given_name, s.given_name))) k (text))
                        select distinct l.line, s.id, s.family_name || ', ' || s.given_name
                        from unnest(?::int[], ?::text[]) l (line, text)
                        join known k on lower(k.text) = l.text join student s on s.id = k.id
                        order by 1, 3, 2""",
                        row -> new Match(row.getInt(1), new Student(row.getLong(2), row.getString(3))),
                        new Statements.Array("integer", numbers.toArray()),
                        new Statements.Array("text", keys.toArray()))
                .stream()
                .collect(Collectors.groupingBy(Match::line, Collectors.mapping(Match::student, Collectors.toList())));
        return IntStream.range(0, lines.size())
                .mapToObj(i -> {
                    var students = found.getOrDefault(i, List.of());
                    return new Recognised(
                            lines.get(i),
                            students,
                            students.isEmpty() ? read.get(i).newcomer() : null);
                })
                .toList();
    }

    /**
     * A page of a group's members by name.
     *
     * @param groupId the group
     * @param on only those who are in it on this day; null for all there ever were or will be
     * @param limit rows, 1 to 500; null for 50
     * @param after the {@code next} of the page before; null for the first
     * @throws Problem of type NOT_FOUND when there is no such group, VALIDATION for a limit or place that is none
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Page<Member> list(long groupId, LocalDate on, Integer limit, String after) {
        record Row(Member member, String family, String given) {}
        int size = Page.limit(limit);
        if (statements
                .find("select 1 from student_group where id = ?", row -> true, groupId)
                .isEmpty()) {
            throw Problem.notFound("group", groupId);
        }
        var conditions = new Conditions()
                .when("m.student_group_id = ?", groupId)
                .when("m.from_date <= ?", on)
                .when("(m.to_date is null or m.to_date >= ?)", on)
                .after("(p.family_name, p.given_name, m.id)", "(?, ?, ?)", after);
        var rows = statements.list(
                "select m.id, p.id, p.family_name || ', ' || p.given_name, m.from_date, m.to_date, p.family_name, p.given_name"
                        + " from student_group_member m join person p on p.id = m.student_id where " + conditions.sql()
                        + " order by p.family_name, p.given_name, m.id limit ?",
                row -> new Row(
                        new Member(
                                row.getLong(1),
                                row.getLong(2),
                                row.getString(3),
                                row.getObject(4, LocalDate.class),
                                row.getObject(5, LocalDate.class)),
                        row.getString(6),
                        row.getString(7)),
                conditions.values(size + 1));
        var page = Page.of(rows, size, row -> Conditions.place(row.family, row.given, row.member.id));
        return new Page<>(page.items().stream().map(Row::member).toList(), page.next());
    }

    /**
     * Puts students into a group, and into the sections that follow it.
     *
     * @param groupId the group
     * @param entry who and when
     * @param key makes sending it again harmless; null for none
     * @throws Problem of type NOT_FOUND when there is no such group; VALIDATION naming everybody who is no student here;
     *     CONFLICT when one of them is in the group in these days, or the group has ended
     */
    @Idempotent
    public MembershipChange add(long groupId, @NotNull @Valid MembershipEntry entry, IdempotencyKey key) {
        requireActive(group(groupId));
        var from = entry.fromDate() == null ? settings.today() : entry.fromDate();
        if (entry.toDate() != null && entry.toDate().isBefore(from)) {
            throw Problem.ofField(ProblemType.VALIDATION, "toDate", "It ends before it begins.");
        }
        requireStudents("studentIds", entry.studentIds());
        var students = new LinkedHashSet<>(entry.studentIds());
        int joined = insert(groupId, students, from, entry.toDate());
        int enrolled = rosters.join(groupId, students, from);
        int dropped = entry.toDate() == null ? 0 : rosters.leave(groupId, students, entry.toDate());
        return new MembershipChange(joined, 0, enrolled, dropped, size(groupId));
    }

    /**
     * Puts students into a group, and into the sections that follow it, some of whom become known to the school with it.
     *
     * @param groupId the group
     * @param entry who and when
     * @param key makes sending it again harmless; null for none
     * @throws Problem as {@link #add}; VALIDATION when there is nobody
     */
    @Idempotent
    public MembershipChange admit(long groupId, @NotNull @Valid NewMembers entry, IdempotencyKey key) {
        requireActive(group(groupId));
        if (entry.newcomers().isEmpty() && entry.studentIds().isEmpty()) {
            throw Problem.ofField(ProblemType.VALIDATION, "newcomers", "There is nobody among them.");
        }
        var students = new ArrayList<>(entry.studentIds());
        students.addAll(people.createEach(entry.newcomers()));
        return add(groupId, new MembershipEntry(students, entry.fromDate(), entry.toDate()), null);
    }

    /**
     * Takes students out of a group, and out of the sections that follow it. A membership that would begin later is gone
     * altogether.
     *
     * @param groupId the group
     * @param entry who and when
     * @param key makes sending it again harmless; null for none
     * @throws Problem of type NOT_FOUND when there is no such group, VALIDATION naming everybody who is not in it after
     *     that day
     */
    @Idempotent
    public MembershipChange end(long groupId, @NotNull @Valid MembershipEnd entry, IdempotencyKey key) {
        group(groupId);
        var lastDay = entry.lastDay() == null ? settings.today() : entry.lastDay();
        requireMembers("studentIds", groupId, entry.studentIds(), lastDay);
        var students = new LinkedHashSet<>(entry.studentIds());
        int ended = endMemberships(groupId, students, lastDay);
        return new MembershipChange(0, ended, 0, rosters.leave(groupId, students, lastDay), size(groupId));
    }

    /**
     * Enrols the members of a group in sections.
     *
     * @param groupId the group
     * @param entry where, and whether the sections follow the group from now on
     * @param key makes sending it again harmless; null for none
     * @throws Problem of type NOT_FOUND when there is no such group; VALIDATION naming sections that do not exist;
     *     CONFLICT naming those that follow another group or have ended
     */
    @Idempotent
    public GroupEnrolled enroll(long groupId, @NotNull @Valid GroupSections entry, IdempotencyKey key) {
        var group = group(groupId);
        requireActive(group);
        var ids = List.copyOf(new LinkedHashSet<>(entry.sectionIds()));
        var found = entityManager
                .createQuery("select s from Section s where s.id in :ids order by s.id", Section.class)
                .setParameter("ids", ids)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .stream()
                .collect(Collectors.toMap(Section::id, section -> section));
        requireSections(entry.sectionIds(), found, groupId);
        if (entry.keepInStep()) {
            audit.recordEach(
                    "section follows a group",
                    "section",
                    ids.stream()
                            .map(found::get)
                            .map(section -> {
                                var before = Map.of("policy", section.facts().policy());
                                section.follow(group);
                                return new AuditTrail.Line(
                                        section.id(),
                                        null,
                                        before,
                                        Map.of("policy", EnrollmentPolicy.BY_GROUP, "group", group.code()));
                            })
                            .toList());
            entityManager.flush();
            ids.forEach(section -> taughtTo.fire(new SectionTaughtTo(section, groupId)));
        }
        int enrolled = rosters.enroll(groupId, ids, settings.today());
        return new GroupEnrolled(ids.size(), entry.keepInStep() ? ids.size() : 0, enrolled);
    }

    private static void requireSections(List<Long> named, Map<Long, Section> found, long groupId) {
        List<FieldError> unknown = new ArrayList<>();
        List<FieldError> taken = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            var section = found.get(named.get(i));
            var field = "sectionIds[" + i + "]";
            if (section == null) {
                unknown.add(new FieldError(field, "There is no section " + named.get(i) + "."));
            } else if (section.facts().status() == LifeStatus.ENDED) {
                taken.add(new FieldError(field, section.code() + " has ended."));
            } else if (section.facts().policy() == EnrollmentPolicy.BY_GROUP
                    && section.studentGroup().id() != groupId) {
                taken.add(new FieldError(
                        field,
                        section.code() + " follows " + section.studentGroup().code() + "."));
            }
        }
        if (!unknown.isEmpty()) {
            throw new Problem(ProblemType.VALIDATION, unknown.get(0).message(), unknown);
        }
        if (!taken.isEmpty()) {
            throw new Problem(ProblemType.CONFLICT, taken.get(0).message(), taken);
        }
    }

    /**
     * Moves a group up a year: its members leave it and join another, which may be made for them. Sections follow on both
     * sides; those whose term is over stay as they are.
     *
     * @param groupId the group
     * @param promotion where to, when, and who does not come along
     * @param preview whether to tell only what would happen
     * @param key makes sending it again harmless; null for none
     * @throws Problem of type NOT_FOUND when there is no such group; VALIDATION when days, target or exceptions make no
     *     sense; CONFLICT when somebody is in the target already, or its code is another group's
     */
    @Idempotent
    public GroupPromoted promote(
            long groupId, @NotNull @Valid GroupPromotion promotion, boolean preview, IdempotencyKey key) {
        var group = group(groupId);
        requireSense(groupId, promotion);
        requireMembers("stayingIds", groupId, orEmpty(promotion.stayingIds()), promotion.lastDay());
        requireMembers("leavingIds", groupId, orEmpty(promotion.leavingIds()), promotion.lastDay());
        return rehearsal.run(preview, () -> promote(group, promotion, preview));
    }

    private GroupPromoted promote(StudentGroup group, GroupPromotion promotion, boolean preview) {
        long groupId = group.id();
        boolean isNew = promotion.targetGroupId() == null;
        var target = target(group, promotion);
        var staying = Set.copyOf(orEmpty(promotion.stayingIds()));
        var leaving = Set.copyOf(orEmpty(promotion.leavingIds()));
        var members = membersAfter(groupId, promotion.lastDay());
        var moved = members.stream()
                .filter(each -> !staying.contains(each.studentId) && !leaving.contains(each.studentId))
                .toList();
        var left = members.stream()
                .filter(each -> leaving.contains(each.studentId))
                .toList();
        var movedIds = moved.stream().map(Student::studentId).toList();
        var goneIds = new ArrayList<>(movedIds);
        left.forEach(each -> goneIds.add(each.studentId));
        endMemberships(groupId, goneIds, promotion.lastDay());
        insert(target.id(), movedIds, promotion.firstDay(), null);
        int dropped = rosters.leave(groupId, goneIds, promotion.lastDay());
        int enrolled = rosters.join(target.id(), movedIds, promotion.firstDay());
        audit.record(
                "group moved up",
                "group",
                groupId,
                null,
                Map.of("group", group.code()),
                Map.of("group", target.code(), "moved", moved.size(), "left", left.size()));
        return new GroupPromoted(
                preview,
                new Target(preview && isNew ? null : target.id(), target.code(), target.title(), target.gradeLevel()),
                moved,
                members.stream()
                        .filter(each -> staying.contains(each.studentId))
                        .toList(),
                left,
                dropped,
                enrolled);
    }

    private static void requireSense(long groupId, GroupPromotion promotion) {
        List<FieldError> errors = new ArrayList<>();
        if (!promotion.firstDay().isAfter(promotion.lastDay())) {
            errors.add(new FieldError("firstDay", "It is not after the last day in the old group."));
        }
        if (promotion.targetGroupId() == null && promotion.newCode() == null) {
            errors.add(new FieldError("newCode", "Name a group to move to, or the code of a new one."));
        }
        if (promotion.targetGroupId() == null && promotion.newTitle() == null) {
            errors.add(new FieldError("newTitle", "Name a group to move to, or the title of a new one."));
        }
        if (promotion.targetGroupId() != null && promotion.targetGroupId() == groupId) {
            errors.add(new FieldError("targetGroupId", "They are in this group already."));
        }
        if (orEmpty(promotion.stayingIds()).stream().anyMatch(orEmpty(promotion.leavingIds())::contains)) {
            errors.add(new FieldError("leavingIds", "Nobody stays and leaves."));
        }
        if (!errors.isEmpty()) {
            throw new Problem(ProblemType.VALIDATION, errors.get(0).message(), errors);
        }
    }

    private GroupService.View target(StudentGroup group, GroupPromotion promotion) {
        if (promotion.targetGroupId() != null) {
            var target =
                    entityManager.find(StudentGroup.class, promotion.targetGroupId(), LockModeType.PESSIMISTIC_WRITE);
            if (target == null) {
                throw Problem.ofField(
                        ProblemType.VALIDATION,
                        "targetGroupId",
                        "There is no group " + promotion.targetGroupId() + ".");
            }
            requireActive(target);
            return groups.get(target.id());
        }
        var facts = group.facts();
        return groups.create(
                new StudentGroupFacts(
                        promotion.newCode(),
                        promotion.newTitle(),
                        facts.kind(),
                        facts.gradeLevel() == null ? null : facts.gradeLevel() + 1,
                        null,
                        LifeStatus.ACTIVE),
                null);
    }

    // ------------------------------------------------------------------------------------------ what they share

    private StudentGroup group(long id) {
        var group = entityManager.find(StudentGroup.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (group == null) {
            throw Problem.notFound("group", id);
        }
        return group;
    }

    private static void requireActive(StudentGroup group) {
        if (group.status() == LifeStatus.ENDED) {
            throw new Problem(ProblemType.CONFLICT, group.code() + " has ended; nobody can join it.");
        }
    }

    private int size(long groupId) {
        return groups.get(groupId).members();
    }

    private int insert(long groupId, Collection<Long> students, LocalDate from, LocalDate to) {
        var added = statements.list(
                """
                insert into student_group_member (student_group_id, student_id, from_date, to_date)
                select ?, id, ?, cast(? as date) from unnest(?::bigint[]) id
                returning id, student_id""",
                row -> new AuditTrail.Line(groupId, row.getLong(2), null, span(from, to)),
                groupId,
                from,
                to,
                array(students));
        audit.recordEach("joined the group", "group", added);
        return added.size();
    }

    private static Map<String, String> span(LocalDate from, LocalDate to) {
        return to == null
                ? Map.of("fromDate", from.toString())
                : Map.of("fromDate", from.toString(), "toDate", to.toString());
    }

    private int endMemberships(long groupId, Collection<Long> students, LocalDate lastDay) {
        var ended = statements.list(
                """
                with never as (
                    delete from student_group_member
                    where student_group_id = ? and student_id = any(?) and from_date > ? returning student_id),
                ended as (
                    update student_group_member set to_date = ?
                    where student_group_id = ? and student_id = any(?) and from_date <= ?
                        and (to_date is null or to_date > ?)
                    returning student_id)
                select student_id from never union select student_id from ended order by student_id""",
                row -> new AuditTrail.Line(groupId, row.getLong(1), null, Map.of("toDate", lastDay.toString())),
                groupId,
                array(students),
                lastDay,
                lastDay,
                groupId,
                array(students),
                lastDay,
                lastDay);
        audit.recordEach("left the group", "group", ended);
        return ended.size();
    }

    /** Those who are in a group on a day, or will be later. */
    private List<Student> membersAfter(long groupId, LocalDate day) {
        return statements.list("""
                select p.id, p.family_name || ', ' || p.given_name from person p
                where exists (select 1 from student_group_member m where m.student_group_id = ? and m.student_id = p.id
                    and (m.to_date is null or m.to_date >= ?))
                order by p.family_name, p.given_name, p.id""", row -> new Student(row.getLong(1), row.getString(2)), groupId, day);
    }

    private void requireStudents(String field, List<Long> ids) {
        require(field, ids, statements.list("""
                        select p.id from person p join person_role r on r.person_id = p.id
                        where p.id = any(?) and p.status = 'ACTIVE' and r.role = 'STUDENT'""", row -> row.getLong(1), array(ids)), "There is no student %d.");
    }

    private void requireMembers(String field, long groupId, List<Long> ids, LocalDate day) {
        require(
                field,
                ids,
                statements.list("""
                        select student_id from student_group_member
                        where student_group_id = ? and student_id = any(?) and (to_date is null or to_date >= ?)""", row -> row.getLong(1), groupId, array(ids), day),
                "Student %d is not in the group then.");
    }

    private static void require(String field, List<Long> ids, List<Long> found, String message) {
        var known = Set.copyOf(found);
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            if (!known.contains(ids.get(i))) {
                errors.add(new FieldError(field + "[" + i + "]", message.formatted(ids.get(i))));
            }
        }
        if (!errors.isEmpty()) {
            throw new Problem(ProblemType.VALIDATION, errors.get(0).message(), errors);
        }
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }

    private static Statements.Array array(Collection<Long> ids) {
        return new Statements.Array("bigint", ids.toArray());
    }
}
