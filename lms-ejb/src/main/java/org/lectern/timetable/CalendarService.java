package org.lectern.timetable;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.lectern.audit.AuditTrail;
import org.lectern.security.Secret;
import org.lectern.settings.Settings;
import org.lectern.shared.CurrentCaller;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;
import org.lectern.shared.Statements;

/**
 * Timetables as calendars that programs subscribe to. Such a program cannot sign in; it knows an address with a secret
 * in it, which its owner may replace or revoke.
 */
@Stateless
public class CalendarService {

    private static final int DAYS_BACK = 60;
    private static final int DAYS_AHEAD = 400;

    @Inject
    private Statements statements;

    @Inject
    private Settings settings;

    @Inject
    private CurrentCaller currentCaller;

    @Inject
    private AuditTrail audit;

    @Inject
    @ConfigProperty(name = "LMS_URL")
    private Optional<String> publicUrl;

    /**
     * The address of a calendar.
     *
     * @param url what to subscribe to; told only once. Begins with the path where {@code LMS_URL} is not set
     */
    public record CalendarAddress(String url) {}

    /** Whose calendar it is. */
    private record Owner(long personId, String name, String calendarId) {}

    /** Makes a new address for the caller's timetable; the one before stops working. */
    @RolesAllowed({Roles.ADMIN, Roles.TEACHER, Roles.STUDENT})
    public CalendarAddress renew() {
        var me = currentCaller.get().personId();
        var secret = Secret.next();
        statements.update("""
                insert into calendar_feed (person_id, secret_hash) values (?, ?)
                on conflict (person_id) do update set secret_hash = excluded.secret_hash, created_at = now()""", me, Secret.hash(secret));
        audit.record("calendar address made", "calendar_feed", null, me, null, null);
        var base = publicUrl
                .map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url)
                .orElse("");
        return new CalendarAddress(base + "/api/calendar/" + secret + ".ics");
    }

    /** Ends the address of the caller's timetable, if there is one. */
    @RolesAllowed({Roles.ADMIN, Roles.TEACHER, Roles.STUDENT})
    public void revoke() {
        var me = currentCaller.get().personId();
        if (statements.update("delete from calendar_feed where person_id = ?", me) > 0) {
            audit.record("calendar address revoked", "calendar_feed", null, me, null, null);
        }
    }

    /**
     * The lessons that somebody teaches and attends, from two months ago to a year ahead, as iCalendar.
     *
     * @param secret from the address
     * @throws Problem of type NOT_FOUND when it is nobody's, or of somebody who may not sign in
     */
    @PermitAll
    public String read(String secret) {
        var owner = statements
                .find("""
                        select p.id, coalesce(p.preferred_given_name, p.given_name) || ' '
                            || coalesce(p.preferred_family_name, p.family_name),
                            (select value from setting where name = 'calendar.id')
                        from calendar_feed f join person p on p.id = f.person_id
                        join account a on a.person_id = p.id
                        where f.secret_hash = ? and p.status = 'ACTIVE' and a.state = 'ACTIVE'""", row -> new Owner(row.getLong(1), row.getString(2), row.getString(3)), Secret.hash(secret))
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no calendar at this address."));
        var school = settings.current();
        var zone = school.timeZone();
        var today = LocalDate.now(zone);
        OffsetDateTime begin = new Days(today.minusDays(DAYS_BACK), null).begin(zone);
        OffsetDateTime end = new Days(null, today.plusDays(DAYS_AHEAD)).end(zone);
        var me = owner.personId;
        var events = statements.list(
                CalendarEvent.SQL,
                CalendarEvent::read,
                me,
                me,
                begin,
                end,
                me,
                begin,
                end,
                me,
                begin,
                end,
                zone.getId(),
                zone.getId(),
                me,
                begin,
                end,
                zone.getId(),
                zone.getId());
        return CalendarText.of(school.schoolName() + ": " + owner.name, owner.calendarId, zone, events);
    }
}
