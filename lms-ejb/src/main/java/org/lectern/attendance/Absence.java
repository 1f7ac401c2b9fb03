package org.lectern.attendance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.files.FileHead;

/**
 * An absence notice.
 *
 * @param id the notice
 * @param studentId who will be away
 * @param student the name to call out
 * @param fromDate first day in the school's zone
 * @param toDate last day
 * @param reason why
 * @param file what proves it, at {@code /api/files/{id}} for the student and whoever may decide; null when nothing
 * @param status what became of it
 * @param createdAt when the student said so, in the school's zone
 * @param decidedBy name of who approved or refused it; null before
 * @param decidedAt when, in the school's zone; null before
 * @param decisionNote what they said to it; null when nothing
 */
@Schema(name = "AbsenceNotice")
public record Absence(
        long id,
        long studentId,
        String student,
        LocalDate fromDate,
        LocalDate toDate,
        String reason,
        FileHead file,
        AbsenceStatus status,
        OffsetDateTime createdAt,
        String decidedBy,
        OffsetDateTime decidedAt,
        String decisionNote) {

    /** Selects notices; conditions on {@code n} follow. */
    static final String SELECT = """
            select n.id, n.student_id, coalesce(p.preferred_given_name, p.given_name) || ' '
                    || coalesce(p.preferred_family_name, p.family_name),
                n.from_date, n.to_date, n.reason, n.status, n.created_at,
                coalesce(d.preferred_given_name, d.given_name) || ' ' || coalesce(d.preferred_family_name, d.family_name),
                n.decided_at, n.decision_note, f.id, f.name, f.content_type, f.size, f.sha256
            from absence_notice n join person p on p.id = n.student_id left join person d on d.id = n.decided_by
            left join stored_file f on f.id = n.file_id
            where\s""";

    static Absence read(ResultSet row, ZoneId zone) throws SQLException {
        return new Absence(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getObject(4, LocalDate.class),
                row.getObject(5, LocalDate.class),
                row.getString(6),
                row.getObject(12) == null
                        ? null
                        : new FileHead(
                                row.getLong(12),
                                row.getString(13),
                                row.getString(14),
                                row.getLong(15),
                                row.getString(16)),
                AbsenceStatus.valueOf(row.getString(7)),
                at(row, 8, zone),
                row.getString(9),
                at(row, 10, zone),
                row.getString(11));
    }

    private static OffsetDateTime at(ResultSet row, int column, ZoneId zone) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.atZoneSameInstant(zone).toOffsetDateTime();
    }
}
