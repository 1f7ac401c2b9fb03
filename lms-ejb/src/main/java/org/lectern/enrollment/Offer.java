package org.lectern.enrollment;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.lectern.courses.EnrollmentKey;
import org.lectern.courses.EnrollmentPolicy;
import org.lectern.courses.SectionName;
import org.lectern.enrollment.Obstacle.ObstacleReason;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;

/**
 * A section as it presents itself to one student: may the student enrol, and if not, why. The same rules serve the catalogue
 * and the enrolment itself.
 *
 * @param lastDay of the last of its terms
 * @param keyHash of what students must know; null without one
 * @param enrollmentId the student's own, when it is active or on the waitlist; null otherwise
 * @param ownStatus of that enrolment; null without one
 * @param place of the student on the waitlist, from 1; null when the student is not on it
 * @param waiting how many are on the waitlist
 * @param clashes codes of the student's sections that meet at the same time
 */
record Offer(
        SectionName section,
        String courseCode,
        String courseTitle,
        String description,
        BigDecimal credits,
        String term,
        LocalDate lastDay,
        List<String> teachers,
        Integer capacity,
        int seatsTaken,
        EnrollmentPolicy policy,
        String keyHash,
        Instant enrollFrom,
        Instant enrollUntil,
        boolean waitlist,
        LifeStatus status,
        Long enrollmentId,
        EnrollmentStatus ownStatus,
        Integer place,
        int waiting,
        List<Prerequisite> prerequisites,
        List<String> clashes) {

    /** What stands between the parts of a prerequisite in a row. */
    private static final String SEPARATOR = "\u001f";

    /** First and last day of a section over all of its terms; the section is {@code %1$s}. */
    private static final String SPAN = """
            (select min(x.start_date) as first_day, max(x.end_date) as last_day from academic_session x
             where x.id = %1$s.academic_session_id
                or x.id in (select st.academic_session_id from section_term st where st.section_id = %1$s.id))""";

    /**
     * Parameters: the student, today, those of the condition, how many rows. A prerequisite is met by an enrolment in any
     * section of that course that is completed, or that is active in a section whose terms are over.
     */
    private static final String SQL = """
            with me as materialized (select cast(? as bigint) as student_id, cast(? as date) as today),
            page as materialized (
                select s.*, span.last_day from section s cross join lateral <span of s> span
                where <condition> order by s.code, s.id limit ?),
            own as materialized (
                select e.id, e.section_id, e.status, e.waitlist_position from enrollment e
                where e.student_id = (select student_id from me) and e.status in ('ACTIVE', 'WAITLISTED')),
            busy as materialized (
                select b.* from own join section_meeting b on b.section_id = own.section_id
                where own.status = 'ACTIVE' and b.to_date >= (select today from me))
            select page.id, page.code, page.title, c.code, c.title, c.description, c.credits, t.title, page.last_day,
                array(select coalesce(p.preferred_given_name, p.given_name) || ' '
                        || coalesce(p.preferred_family_name, p.family_name)
                    from teacher_assignment a join person p on p.id = a.teacher_id
                    where a.section_id = page.id and a.role = 'LEAD'
                        and (a.to_date is null or a.to_date >= (select today from me))
                    order by p.family_name, p.given_name, p.id),
                page.capacity, page.seats_taken, page.policy, page.enrollment_key_hash, page.enroll_from, page.enroll_until,
                page.waitlist, page.status, own.id, own.status,
                (select count(*) from enrollment w where w.section_id = page.id and w.status = 'WAITLISTED'
                    and w.waitlist_position <= own.waitlist_position),
                (select count(*) from enrollment w where w.section_id = page.id and w.status = 'WAITLISTED'),
                array(select r.code || chr(31) || r.title || chr(31) || coalesce(q.minimum_percent::text, '') || chr(31)
                        || coalesce((
                            select string_agg(ds.id::text, ',' order by ds.id)
                            from enrollment d join section ds on ds.id = d.section_id
                            where d.student_id = (select student_id from me) and ds.course_id = r.id
                                and (d.status = 'COMPLETED' or d.status = 'ACTIVE'
                                    and (select last_day from <span of ds> span) < (select today from me))), '')
                    from course_prerequisite q join course r on r.id = q.requires_id
                    where q.course_id = page.course_id order by r.code, r.id),
                array(select b.code from section_meeting n join busy b on <overlap>
                    where n.section_id = page.id
                    union
                    select b.code from (
                        select o.code, l.during from own join section o on o.id = own.section_id
                        join lesson l on l.section_id = o.id
                        where own.status = 'ACTIVE' and own.section_id <> page.id and l.starts_at > now()
                            and (l.original_starts_at is not null or l.slot_id is null) and l.status <> 'CANCELLED') b
                    join lesson n on n.section_id = page.id and n.status <> 'CANCELLED' and n.during && b.during
                        and n.starts_at > lower(b.during) - interval '1 day' and n.starts_at < upper(b.during)
                    union
                    select o.code from lesson n
                    join own on own.status = 'ACTIVE' and own.section_id <> page.id join section o on o.id = own.section_id
                    join lesson l on l.section_id = o.id and l.status <> 'CANCELLED' and l.during && n.during
                        and l.starts_at > n.starts_at - interval '1 day' and l.starts_at < n.ends_at
                    where n.section_id = page.id and n.starts_at > now()
                        and (n.original_starts_at is not null or n.slot_id is null) and n.status <> 'CANCELLED'
                    order by 1)
            from page join course c on c.id = page.course_id join academic_session t on t.id = page.academic_session_id
            left join own on own.section_id = page.id
            order by page.code, page.id""".replace("<span of s>", SPAN.formatted("s"))
            .replace("<span of ds>", SPAN.formatted("ds"))
            .replace("<overlap>", Seats.OVERLAP);

    /**
     * A course that is required before.
     *
     * @param minimumPercent the final grade that is asked for; null when to have completed it is enough
     * @param completedIn sections in which the student has completed it
     * @param percent the best final grade in them; null without one, or when none is asked for
     */
    record Prerequisite(
            String code, String title, BigDecimal minimumPercent, List<Long> completedIn, BigDecimal percent) {

        private static Prerequisite parse(String text) {
            var parts = text.split(SEPARATOR, -1);
            return new Prerequisite(
                    parts[0],
                    parts[1],
                    parts[2].isEmpty() ? null : new BigDecimal(parts[2]).stripTrailingZeros(),
                    Arrays.stream(parts[3].split(","))
                            .filter(id -> !id.isEmpty())
                            .map(Long::valueOf)
                            .toList(),
                    null);
        }

        Prerequisite reached(BigDecimal best) {
            return new Prerequisite(code, title, minimumPercent, completedIn, best);
        }

        boolean met() {
            return why() == null;
        }

        /** What is missing, as a sentence; null when nothing is. */
        String why() {
            if (minimumPercent == null) {
                return completedIn.isEmpty()
                        ? "You need to have completed %s (%s) before.".formatted(title, code)
                        : null;
            }
            var needed = "You need to have completed %s (%s) with at least %s %% before"
                    .formatted(title, code, minimumPercent.toPlainString());
            if (completedIn.isEmpty()) {
                return needed + ".";
            }
            if (percent == null) {
                return needed + "; there is no final grade of yours yet.";
            }
            return percent.compareTo(minimumPercent) >= 0
                    ? null
                    : needed + "; you have " + percent.stripTrailingZeros().toPlainString() + " %.";
        }
    }

    /** The statement that reads the offers that meet a condition on the section {@code s}. */
    static String sql(String condition) {
        return SQL.replace("<condition>", condition);
    }

    static Offer read(ResultSet row) throws SQLException {
        return new Offer(
                new SectionName(row.getLong(1), row.getString(2), row.getString(3)),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getBigDecimal(7),
                row.getString(8),
                row.getObject(9, LocalDate.class),
                texts(row, 10),
                row.getObject(11, Integer.class),
                row.getInt(12),
                EnrollmentPolicy.valueOf(row.getString(13)),
                row.getString(14),
                instant(row, 15),
                instant(row, 16),
                row.getBoolean(17),
                LifeStatus.valueOf(row.getString(18)),
                row.getObject(19, Long.class),
                row.getString(20) == null ? null : EnrollmentStatus.valueOf(row.getString(20)),
                "WAITLISTED".equals(row.getString(20)) ? row.getInt(21) : null,
                row.getInt(22),
                texts(row, 23).stream().map(Prerequisite::parse).toList(),
                texts(row, 24));
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    /** The same with what is known of the courses that are required before. */
    Offer with(List<Prerequisite> known) {
        return new Offer(
                section,
                courseCode,
                courseTitle,
                description,
                credits,
                term,
                lastDay,
                teachers,
                capacity,
                seatsTaken,
                policy,
                keyHash,
                enrollFrom,
                enrollUntil,
                waitlist,
                status,
                enrollmentId,
                ownStatus,
                place,
                waiting,
                known,
                clashes);
    }

    /** How many seats are left; null when there is no limit. */
    Integer seatsLeft() {
        return capacity == null ? null : Math.max(0, capacity - seatsTaken);
    }

    /** Whether a newcomer gets a seat at once: one is left, and nobody waits for it. */
    boolean hasSeat() {
        return waiting == 0 && (capacity == null || seatsTaken < capacity);
    }

    /**
     * Why the student cannot enrol now; empty when nothing stands against it. Whether the key is known is not asked here.
     *
     * @param now the time
     * @param zone of the school, for its days
     * @param clashRefused whether the school refuses timetables that clash
     */
    List<Obstacle> obstacles(Instant now, ZoneId zone, boolean clashRefused) {
        List<Obstacle> found = new ArrayList<>();
        if (ownStatus == EnrollmentStatus.ACTIVE) {
            return List.of(new Obstacle(ObstacleReason.ENROLLED, "You are enrolled in " + section.title() + "."));
        }
        if (ownStatus == EnrollmentStatus.WAITLISTED) {
            return List.of(new Obstacle(
                    ObstacleReason.WAITING, "You wait for a seat in " + section.title() + ", in place " + place + "."));
        }
        if (status == LifeStatus.ENDED || LocalDate.ofInstant(now, zone).isAfter(lastDay)) {
            return List.of(new Obstacle(ObstacleReason.OVER, section.title() + " is over."));
        }
        if (policy == EnrollmentPolicy.CLOSED || policy == EnrollmentPolicy.BY_GROUP) {
            return List.of(new Obstacle(
                    ObstacleReason.NOT_OPEN,
                    policy == EnrollmentPolicy.CLOSED
                            ? "The school office enrols the students of " + section.title() + "."
                            : section.title() + " is for the members of its group."));
        }
        if (enrollFrom != null && now.isBefore(enrollFrom)) {
            found.add(new Obstacle(ObstacleReason.TOO_EARLY, "Enrolling begins on " + inWords(enrollFrom, zone) + "."));
        }
        if (isTooLate(now)) {
            found.add(new Obstacle(
                    ObstacleReason.TOO_LATE, "Enrolling was possible until " + inWords(enrollUntil, zone) + "."));
        }
        prerequisites.stream()
                .filter(each -> !each.met())
                .forEach(each -> found.add(new Obstacle(ObstacleReason.PREREQUISITES, each.why())));
        if (clashRefused) {
            found.addAll(warnings());
        }
        if (!hasSeat() && !waitlist) {
            found.add(new Obstacle(ObstacleReason.FULL, section.title() + " is full, and it has no waitlist."));
        }
        return found;
    }

    /** What the student should know where the school does not refuse it. */
    List<Obstacle> warnings() {
        return clashes.isEmpty()
                ? List.of()
                : List.of(new Obstacle(
                        ObstacleReason.CLASH, "It meets at the same time as " + String.join(", ", clashes) + "."));
    }

    /**
     * Checks that the student may give up the enrolment without asking anybody: a place in the line at any time, a seat
     * while the section is one that students choose and its time to enrol is not over.
     *
     * @throws Problem of type ENROLLMENT_CLOSED
     */
    void requireDroppable(Instant now, ZoneId zone) {
        if (ownStatus == EnrollmentStatus.WAITLISTED) {
            return;
        }
        if (policy == EnrollmentPolicy.CLOSED || policy == EnrollmentPolicy.BY_GROUP) {
            throw new Problem(
                    ProblemType.ENROLLMENT_CLOSED,
                    "You did not choose " + section.title() + " yourself; ask the school office.");
        }
        if (isTooLate(now)) {
            throw new Problem(
                    ProblemType.ENROLLMENT_CLOSED,
                    "Leaving was possible until " + inWords(enrollUntil, zone) + "; ask the school office.");
        }
    }

    /**
     * Checks the key, in a time that does not depend on how much of it is right.
     *
     * @param said what the student sent; null when nothing
     * @throws Problem of type WRONG_ENROLLMENT_KEY
     */
    void requireKey(String said) {
        if (policy != EnrollmentPolicy.BY_KEY) {
            return;
        }
        if (said == null || !EnrollmentKey.matches(said, keyHash)) {
            throw new WrongEnrollmentKey(
                    said == null
                            ? "This section needs a key; its teacher gives it out."
                            : "This is not the key of " + section.title() + ".");
        }
    }

    private boolean isTooLate(Instant now) {
        return enrollUntil != null && now.isAfter(enrollUntil);
    }

    private static String inWords(Instant moment, ZoneId zone) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(Locale.UK)
                .format(moment.atZone(zone));
    }
}
