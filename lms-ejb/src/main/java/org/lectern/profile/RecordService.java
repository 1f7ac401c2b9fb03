package org.lectern.profile;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lectern.audit.AuditTrail;
import org.lectern.files.Archive;
import org.lectern.files.FileStore;
import org.lectern.jobs.JobService;
import org.lectern.people.Person;
import org.lectern.shared.CurrentCaller;
import org.lectern.shared.Problem;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/** All that is kept of a person, to take along: JSON for what is in tables, and the person's files. */
@Stateless
public class RecordService {

    /** One part of the record for each, with the person's id as its only value. */
    private static final Map<String, String> PARTS = parts();

    @Inject
    private Statements statements;

    @Inject
    private FileStore store;

    @Inject
    private CurrentCaller currentCaller;

    @Inject
    private AuditTrail audit;

    @Inject
    private JobService jobs;

    private static Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("person.json", """
                select p.*, array(select role from person_role r where r.person_id = p.id order by role) as roles
                from person p where p.id = ?""");
        parts.put("account.json", """
                select id, username, state, language, password_changed_at, last_sign_in_at from account
                where person_id = ?""");
        parts.put("sign-ins.json", """
                select s.id, s.created_at, s.last_used_at, s.ended_at, s.end_reason, s.address, s.user_agent
                from auth_session s join account a on a.id = s.account_id where a.person_id = ? order by s.id""");
        parts.put("groups.json", """
                select g.code, g.title, m.from_date, m.to_date
                from student_group_member m join student_group g on g.id = m.student_group_id
                where m.student_id = ? order by m.from_date, g.code""");
        parts.put("enrollments.json", """
                select s.code, s.title, e.status, e.begin_date, e.end_date, e.waitlist_position
                from enrollment e join section s on s.id = e.section_id where e.student_id = ? order by s.code, e.id""");
        parts.put("teaching.json", """
                select s.code, s.title, t.role, t.from_date, t.to_date
                from teacher_assignment t join section s on s.id = t.section_id
                where t.teacher_id = ? order by s.code, t.id""");
        parts.put("attendance.json", """
                select s.code as section, l.starts_at, l.ends_at, c.code, c.name, m.minutes_late, m.note
                from attendance_mark m join lesson l on l.id = m.lesson_id join section s on s.id = l.section_id
                join attendance_code c on c.id = m.code_id where m.student_id = ? order by l.starts_at, l.id""");
        parts.put("grades.json", """
                select s.code as section, i.title as item, i.due_date, i.maximum, g.status, g.points, g.text_score, g.late,
                    g.graded_on, g.feedback
                from grade g join grade_item i on i.id = g.item_id join section s on s.id = i.section_id
                where g.student_id = ? order by s.code, i.due_date, i.id""");
        parts.put("comments.json", """
                select s.code as section, a.title as period, c.text, c.written_at
                from report_comment c join section s on s.id = c.section_id
                left join academic_session a on a.id = c.academic_session_id
                where c.student_id = ? and c.text <> '' order by s.code, c.id""");
        parts.put("absences.json", """
                select from_date, to_date, reason, status, created_at, decided_at, decision_note, file_id
                from absence_notice where student_id = ? order by from_date, id""");
        parts.put("submissions.json", """
                select w.id, a.title as assignment, w.attempt, w.handed_in_at, w.late, w.sha256, w.text
                from submission w join assignment a on a.id = w.assignment_id where w.student_id = ? order by w.id""");
        parts.put("files.json", """
                select id, name, content_type, size, sha256, created_at from stored_file where owner_id = ? order by id""");
        parts.put("notifications.json", """
                select topic, wanted from notification_choice where person_id = ? order by topic""");
        parts.put("audit.json", """
                select at, actor, action, entity, entity_id, before, after from audit_entry
                where subject_id = ? order by id""");
        return parts;
    }

    /** The record of the caller. */
    @RolesAllowed({Roles.ADMIN, Roles.TEACHER, Roles.STUDENT})
    public Archive own() {
        return record(currentCaller.get().personId());
    }

    /**
     * The record of anybody.
     *
     * @param personId the person
     * @throws Problem of type NOT_FOUND when there is none
     */
    @RolesAllowed(Roles.ADMIN)
    public Archive of(long personId) {
        return record(personId);
    }

    /**
     * Asks for the record of anybody, to be made in the background.
     *
     * @param personId the person
     * @return the job that makes it
     * @throws Problem of type NOT_FOUND when there is no such person
     */
    @RolesAllowed(Roles.ADMIN)
    public long export(long personId) {
        return jobs.submit(
                RecordExports.KIND,
                Json.createObjectBuilder()
                        .add(RecordExports.PERSON, personId)
                        .add(RecordExports.NAME, nameOf(personId))
                        .build());
    }

    /**
     * The record of anybody, for the job that was asked for it; administrators alone can ask.
     *
     * @param personId the person
     * @param actor who asked
     * @throws Problem of type NOT_FOUND when there is no such person
     */
    @PermitAll
    public Archive exported(long personId, String actor) {
        var archive = collect(personId);
        audit.recordAs(actor, "record exported", "person", personId, personId, null, null);
        return archive;
    }

    private String nameOf(long personId) {
        return statements
                .find(
                        """
                        select preferred_given_name, given_name, preferred_family_name, family_name
                        from person where id = ?""",
                        row -> Person.displayName(
                                row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                        personId)
                .orElseThrow(() -> Problem.notFound("person", personId));
    }

    private Archive record(long personId) {
        var archive = collect(personId);
        audit.record("record exported", "person", personId, personId, null, null);
        return archive;
    }

    private Archive collect(long personId) {
        var archive = new Archive("Record of " + nameOf(personId));
        PARTS.forEach((file, sql) -> archive.add(
                List.of(),
                file,
                statements
                        .find(
                                "select jsonb_pretty(coalesce(jsonb_agg(to_jsonb(part)), '[]')) from (" + sql
                                        + ") part",
                                row -> row.getString(1),
                                personId)
                        .orElseThrow()));
        statements.list(
                "select id, name, sha256 from stored_file where owner_id = ? order by id",
                row -> {
                    archive.add(
                            List.of("files"), row.getLong(1) + "-" + row.getString(2), store.place(row.getString(3)));
                    return true;
                },
                personId);
        return archive;
    }
}
