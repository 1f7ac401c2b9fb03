package org.lectern.notifications;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.lectern.settings.Settings;
import org.lectern.shared.CurrentCaller;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/** What the caller was told. */
@Stateless
@RolesAllowed({Roles.STUDENT, Roles.TEACHER})
public class NotificationService {

    @Inject
    private Statements statements;

    @Inject
    private CurrentCaller currentCaller;

    @Inject
    private Settings settings;

    /**
     * A page of the caller's notifications, newest first.
     *
     * @param unread only those that are not marked as read
     * @param limit rows, 1 to 500; null for 50
     * @param after the {@code next} of the page before; null for the newest
     * @throws Problem of type VALIDATION for a limit or place that is none
     */
    public Page<Notification> list(boolean unread, Integer limit, String after) {
        int rows = Page.limit(limit);
        var zone = settings.timeZone();
        var notifications = statements.list(
                "select id, at, kind, text, section_id, subject_id, read_at from notification"
                        + " where person_id = ? and id < ?" + (unread ? " and read_at is null" : "")
                        + " order by id desc limit ?",
                row -> read(row, zone),
                currentCaller.get().personId(),
                place(after),
                rows + 1);
        return Page.of(notifications, rows, notification -> Long.toString(notification.id()));
    }

    /**
     * Marks a notification of the caller's as read. Marking it again changes nothing.
     *
     * @throws Problem of type NOT_FOUND when the caller has no such notification
     */
    public void markRead(long id) {
        int marked = statements.update(
                "update notification set read_at = coalesce(read_at, now()) where id = ? and person_id = ?",
                id,
                currentCaller.get().personId());
        if (marked == 0) {
            throw Problem.notFound("notification", id);
        }
    }

    /** Marks all notifications of the caller as read. */
    public void markAllRead() {
        statements.update(
                "update notification set read_at = now() where person_id = ? and read_at is null",
                currentCaller.get().personId());
    }

    private static long place(String after) {
        if (after == null) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw Problem.ofField(ProblemType.VALIDATION, "after", "Send what the page before gave as next.");
        }
    }

    private static Notification read(ResultSet row, ZoneId zone) throws SQLException {
        return new Notification(
                row.getLong(1),
                at(row, 2, zone),
                row.getString(3),
                row.getString(4),
                row.getObject(5, Long.class),
                row.getObject(6, Long.class),
                at(row, 7, zone));
    }

    private static OffsetDateTime at(ResultSet row, int column, ZoneId zone) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.atZoneSameInstant(zone).toOffsetDateTime();
    }
}
