package org.lectern.files;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lectern.audit.AuditTrail;
import org.lectern.courses.SectionAccess;
import org.lectern.courses.SectionAccess.Standing;
import org.lectern.settings.Settings;
import org.lectern.shared.CurrentCaller;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/**
 * What the database knows of files. Whoever writes a row of some bytes, or throws such bytes away, takes turns with
 * others who do: a lock on their hash sees to it that bytes are not swept while somebody hands in the same ones.
 */
@Stateless
@RolesAllowed({Roles.ADMIN, Roles.TEACHER, Roles.STUDENT})
public class FileKeeping {

    /** How many hashes are looked at in one transaction of the sweep. */
    static final int SWEPT_AT_ONCE = 200;

    /** The tables and columns that refer to files; whatever comes to the schema later is among them. */
    private static final String REFERENCES = """
            select 'not exists (select from ' || c.conrelid::regclass || ' r where r.' || quote_ident(a.attname)
                   || ' = f.id)'
            from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
            where c.contype = 'f' and c.confrelid = 'stored_file'::regclass order by 1""";

    /** A day is enough for somebody who hands in files first and says later what they are for. */
    private static final String SWEEP = "delete from stored_file f where f.created_at < ? and ";

    private static final String READ = """
            select f.name, f.content_type, f.size, f.sha256 from stored_file f
            where f.id = ? and (? or f.owner_id = ?
                or exists (
                    select from (
                        select u.section_id, not m.hidden and not u.hidden
                               and (m.visible_from is null or m.visible_from <= ?)
                               and (u.visible_from is null or u.visible_from <= ?) as shown
                        from material m join unit u on u.id = m.unit_id where m.file_id = f.id
                        union all
                        select a.section_id, not a.hidden and (a.visible_from is null or a.visible_from <= ?)
                        from assignment_file x join assignment a on a.id = x.assignment_id where x.file_id = f.id
                        union all
                        select a.section_id, false
                        from submission_file x join submission s on s.id = x.submission_id
                        join assignment a on a.id = s.assignment_id where x.file_id = f.id) place
                    where exists (select from teacher_assignment t
                              where t.section_id = place.section_id and t.teacher_id = ?
                                and (t.from_date is null or t.from_date <= ?)
                                and (t.to_date is null or t.to_date >= ?))
                       or place.shown and exists (select from enrollment e
                              where e.section_id = place.section_id and e.student_id = ?
                                and e.status in ('ACTIVE', 'COMPLETED')))
                or exists (
                    select from absence_notice n
                    join enrollment e on e.student_id = n.student_id and e.status = 'ACTIVE'
                        and (e.end_date is null or e.end_date >= ?)
                    join teacher_assignment t on t.section_id = e.section_id and t.teacher_id = ?
                        and (t.from_date is null or t.from_date <= ?) and (t.to_date is null or t.to_date >= ?)
                    where n.file_id = f.id))""";

    @Inject
    private Statements statements;

    @Inject
    private SectionAccess sections;

    @Inject
    private CurrentCaller currentCaller;

    @Inject
    private AuditTrail audit;

    @Inject
    private Settings settings;

    @Inject
    private FileStore store;

    @Inject
    private FileLimits limits;

    /**
     * How many bytes the caller may hand in at most.
     *
     * @param sectionId where; null outside of sections
     * @throws Problem of type NOT_FOUND when it is no section of the caller's, QUOTA_EXCEEDED when nothing fits any more
     */
    public long room(Long sectionId) {
        long left = left(sectionId);
        if (left <= 0) {
            throw full();
        }
        return Math.min(left, limits.fileBytes());
    }

    private long left(Long sectionId) {
        var person = currentCaller.get().personId();
        if (sectionId == null) {
            return limits.quotaBytes()
                    - used(
                            "select coalesce(sum(size), 0) from stored_file where owner_id = ? and section_id is null",
                            person);
        }
        if (sections.standing(sectionId) == Standing.STUDENT) {
            return limits.studentQuotaBytes()
                    - used(
                            "select coalesce(sum(size), 0) from stored_file where section_id = ? and owner_id = ?",
                            sectionId,
                            person);
        }
        return limits.quotaBytes() - used("""
                        select coalesce(sum(f.size), 0) from stored_file f
                        where f.section_id = ? and not exists (select from enrollment e
                            where e.section_id = f.section_id and e.student_id = f.owner_id)""", sectionId);
    }

    private long used(String sql, Object... values) {
        return statements.find(sql, row -> row.getLong(1), values).orElseThrow();
    }

    private static Problem full() {
        return Problem.ofField(
                ProblemType.QUOTA_EXCEEDED,
                "file",
                "There is no room left for it here. Delete what is not needed any more.");
    }

    /**
     * Writes down a file that has arrived, and gives its bytes their place.
     *
     * @param arrived the bytes
     * @param sectionId where; null outside of sections
     * @param name a tidy name
     * @param contentType what it is
     * @throws Problem see {@link #room}
     */
    public FileHead keep(FileStore.Arrived arrived, Long sectionId, String name, String contentType) {
        var person = currentCaller.get().personId();
        // those who fill the same room take turns
        lock("room " + (sectionId == null ? "of " + person : sectionId));
        if (left(sectionId) < arrived.size()) {
            throw full();
        }
        lock(arrived.sha256());
        long id = statements
                .find(
                        """
                        insert into stored_file (section_id, owner_id, name, content_type, size, sha256)
                        values (cast(? as bigint), ?, ?, ?, ?, ?) returning id""",
                        row -> row.getLong(1),
                        sectionId,
                        person,
                        name,
                        contentType,
                        arrived.size(),
                        arrived.sha256())
                .orElseThrow();
        var file = new FileHead(id, name, contentType, arrived.size(), arrived.sha256());
        audit.record("file handed in", "file", id, null, null, file);
        // last, because it is what the transaction cannot take back; bytes without a row are swept
        arrived.settle();
        return file;
    }

    private void lock(String what) {
        statements.find("select pg_advisory_xact_lock(hashtextextended(?, 0))", row -> "", what);
    }

    /**
     * A file that the caller may read: an own one; for teachers, what belongs to their sections, and what proves the
     * absences on which they may decide; for students, what they are shown in theirs.
     *
     * @param id the file
     * @throws Problem of type NOT_FOUND when there is none for the caller
     */
    public FileHead get(long id) {
        var person = currentCaller.get().personId();
        var today = settings.today();
        return statements
                .find(
                        READ,
                        row -> new FileHead(id, row.getString(1), row.getString(2), row.getLong(3), row.getString(4)),
                        id,
                        currentCaller.isIn(Roles.ADMIN),
                        person,
                        today,
                        today,
                        today,
                        person,
                        today,
                        today,
                        person,
                        today,
                        person,
                        today,
                        today)
                .orElseThrow(() -> Problem.notFound("file", id));
    }

    /**
     * Requires that the caller may put files up in a section: the own ones, and those that are there already.
     *
     * @param ids the files
     * @param sectionId the section
     * @param field path of the field in the request that names them
     * @throws Problem of type VALIDATION when one is no file of the caller's there
     */
    public void requireUsable(List<Long> ids, long sectionId, String field) {
        if (ids.isEmpty()) {
            return;
        }
        var person = currentCaller.get().personId();
        Set<Long> usable = Set.copyOf(statements.list(
                """
                select f.id from stored_file f
                where f.id = any(?) and f.section_id = ?
                  and (f.owner_id = ? or exists (select from material m join unit u on u.id = m.unit_id
                                                 where m.file_id = f.id and u.section_id = f.section_id)
                       or exists (select from assignment_file x join assignment a on a.id = x.assignment_id
                                  where x.file_id = f.id and a.section_id = f.section_id))
                for key share of f""", row -> row.getLong(1), new Statements.Array("bigint", ids.toArray()), sectionId, person));
        var unknown = ids.stream().filter(id -> !usable.contains(id)).toList();
        if (!unknown.isEmpty() || usable.size() != ids.size()) {
            throw Problem.ofField(
                    ProblemType.VALIDATION,
                    field,
                    unknown.isEmpty()
                            ? "A file is named twice."
                            : "There is no file "
                                    + unknown.stream().map(String::valueOf).collect(Collectors.joining(", "))
                                    + " of yours in this section. Hand it in there first.");
        }
    }

    /**
     * Requires that a file is an own one of the caller's, outside of sections.
     *
     * @param id the file
     * @param field path of the field in the request that names it
     * @throws Problem of type VALIDATION when it is none
     */
    public void requireOwn(long id, String field) {
        if (statements
                .find(
                        "select 1 from stored_file where id = ? and owner_id = ? and section_id is null for key share",
                        row -> true,
                        id,
                        currentCaller.get().personId())
                .isEmpty()) {
            throw Problem.ofField(
                    ProblemType.VALIDATION,
                    field,
                    "There is no file " + id + " of yours outside of sections. Hand it in there first.");
        }
    }

    /**
     * Forgets a file that has just been let go of, unless something else refers to it. Its bytes go with the next sweep.
     *
     * @param id the file
     */
    public void release(long id) {
        if (statements.update("delete from stored_file f where f.id = ? and " + unreferenced(), id) > 0) {
            audit.record("file deleted", "file", id, null, null, null);
        }
    }

    private String unreferenced() {
        return String.join(" and ", statements.list(REFERENCES, row -> row.getString(1)));
    }

    /**
     * Forgets files that nothing refers to.
     *
     * @param before only those that were handed in before this time
     * @return how many
     */
    @PermitAll
    public int forget(Instant before) {
        return statements.update(SWEEP + unreferenced(), before.atOffset(ZoneOffset.UTC));
    }

    /**
     * Throws bytes away that no row refers to.
     *
     * @param hashes some that are on the volume
     * @return how many were thrown away
     */
    @PermitAll
    public int discard(List<String> hashes) {
        var array = new Statements.Array("text", hashes.stream().sorted().toArray());
        statements.list("""
                select pg_advisory_xact_lock(hashtextextended(hash, 0))
                from (select unnest(?) as hash order by 1) hashes""", row -> "", array);
        Set<String> needed = Set.copyOf(statements.list(
                "select distinct sha256 from stored_file where sha256 = any(?)", row -> row.getString(1), array));
        var orphans = hashes.stream().filter(hash -> !needed.contains(hash)).toList();
        orphans.forEach(store::delete);
        return orphans.size();
    }
}
