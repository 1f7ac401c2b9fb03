package org.lectern.attendance;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.processing.HQL;
import org.lectern.courses.TeachingRole;
import org.lectern.timetable.Lesson;
import org.lectern.timetable.LessonStatus;

/**
 * The reads of attendance. Whose lesson it is, is part of each query. Days of assignments and
 * enrolments are compared with the lesson's day in the school's zone, never the server's. Hibernate finds the
 * constructor of a result by exact types, so its numbers are objects.
 */
interface AttendanceQueries {

    EntityManager entityManager();

    @HQL("""
            select c.id, c.code, c.name, c.kind
            from AttendanceCode c where c.status = ACTIVE order by c.position, c.code""")
    List<AttendanceCodes.Code> codes();

    /** The lesson, if this person teaches it or is assigned to its section on that day, or may do everything. */
    @HQL("""
            select l from Lesson l join fetch l.section s left join fetch l.studentGroup left join fetch l.room
            where l.id = :lessonId and (:everything = true or l.teacherId = :personId
                or exists (select 1 from TeacherAssignment a where a.section = s and a.teacherId = :personId
                    and (a.fromDate is null
                        or a.fromDate <= cast(function('timezone', :zone, l.startsAt) as LocalDate))
                    and (a.toDate is null
                        or a.toDate >= cast(function('timezone', :zone, l.startsAt) as LocalDate))))""")
    Optional<Lesson> lesson(long lessonId, long personId, boolean everything, String zone);

    /** Who is on the roster on that day, with the mark in that lesson and the approved absence where there is one. */
    @HQL("""
            select p.id, p.preferredGivenName, p.givenName,
                p.preferredFamilyName, p.familyName, c.code, m.minutesLate, m.note,
                (select min(n.reason) from AbsenceNotice n where n.studentId = p.id and n.status = APPROVED
                    and n.fromDate <= :day and n.toDate >= :day)
            from Person p
            left join AttendanceMark m on m.lessonId = :lessonId and m.studentId = p.id
            left join m.code c
            where exists (select 1 from Enrollment e where e.studentId = p.id and e.section.id = :sectionId
                and (e.status in (ACTIVE, COMPLETED) or e.status = DROPPED and e.endDate is not null)
                and (e.beginDate is null or e.beginDate <= :day) and (e.endDate is null or e.endDate >= :day))
            order by p.familyName, p.givenName, p.id""")
    List<RosterLine> roster(long lessonId, long sectionId, LocalDate day);

    /** A student of a register. */
    record RosterLine(
            Long studentId,
            String preferredGivenName,
            String givenName,
            String preferredFamilyName,
            String familyName,
            String code,
            Short minutesLate,
            String note,
            String absence) {

        /** Whether an approved notice says that the student is away, and nobody has marked anything. */
        boolean isExcused() {
            return code == null && absence != null;
        }
    }

    @HQL("""
            select p.preferredGivenName, p.givenName,
                p.preferredFamilyName, p.familyName from Person p where p.id = :personId""")
    Name name(long personId);

    /** The parts of a name. */
    record Name(String preferredGivenName, String givenName, String preferredFamilyName, String familyName) {}

    /** The lessons that a person teaches, alone or with others, between two moments. */
    @HQL("""
            select l.id, s.id, s.code, s.title, g.code,
                l.startsAt, l.endsAt, r.code, l.status, l.reason, l.teacherId, l.originalTeacherId, l.registerTakenAt,
                (select min(a.role) from TeacherAssignment a where a.section = s and a.teacherId = :personId
                    and (a.fromDate is null or a.fromDate <= cast(function('timezone', :zone, l.startsAt) as LocalDate))
                    and (a.toDate is null or a.toDate >= cast(function('timezone', :zone, l.startsAt) as LocalDate))),
                (select count(distinct e.studentId) from Enrollment e where e.section = s
                    and (e.status in (ACTIVE, COMPLETED) or e.status = DROPPED and e.endDate is not null)
                    and (e.beginDate is null
                        or e.beginDate <= cast(function('timezone', :zone, l.startsAt) as LocalDate))
                    and (e.endDate is null
                        or e.endDate >= cast(function('timezone', :zone, l.startsAt) as LocalDate)))
            from Lesson l join l.section s left join l.studentGroup g left join l.room r
            where l.startsAt >= :from and l.startsAt < :until
                and (l.teacherId = :personId or l.originalTeacherId = :personId
                    or exists (select 1 from TeacherAssignment a where a.section = s and a.teacherId = :personId
                        and (a.fromDate is null
                            or a.fromDate <= cast(function('timezone', :zone, l.startsAt) as LocalDate))
                        and (a.toDate is null
                            or a.toDate >= cast(function('timezone', :zone, l.startsAt) as LocalDate))))
            order by l.startsAt, l.id""")
    List<TaughtLesson> taughtLessons(long personId, Instant from, Instant until, String zone);

    /** A lesson in a teacher's day. */
    record TaughtLesson(
            Long id,
            Long sectionId,
            String sectionCode,
            String sectionTitle,
            String group,
            Instant startsAt,
            Instant endsAt,
            String room,
            LessonStatus status,
            String reason,
            Long teacherId,
            Long originalTeacherId,
            Instant registerTakenAt,
            TeachingRole assignedRole,
            Long rosterSize) {}

    @HQL("""
            select m.lessonId, c.kind, count(*)
            from AttendanceMark m join m.code c where m.lessonId in :lessonIds group by m.lessonId, c.kind""")
    List<KindCount> countsOfLessons(List<Long> lessonIds);

    /** How many marks of a kind something has. */
    record KindCount(Long id, AttendanceKind kind, Long count) {}

    /** The sections that a person teaches today or later. */
    @HQL("""
            select s.id, s.code, s.title, g.code, t.title, a.role,
                (select count(distinct e.studentId) from Enrollment e where e.section = s and e.status = ACTIVE
                    and (e.endDate is null or e.endDate >= :day))
            from TeacherAssignment a join a.section s left join s.studentGroup g join s.academicSession t
            where a.teacherId = :personId and s.status = ACTIVE and (a.fromDate is null or a.fromDate <= :day)
                and (a.toDate is null or a.toDate >= :day)
            order by s.code, s.id""")
    List<TaughtSection> taughtSections(long personId, LocalDate day);

    @HQL("""
            select count(*) from TeacherAssignment a where a.section.id = :sectionId and a.teacherId = :personId
                and (a.fromDate is null or a.fromDate <= :day) and (a.toDate is null or a.toDate >= :day)""")
    long assignments(long sectionId, long personId, LocalDate day);

    @HQL("""
            select l.id from Lesson l
            where l.section.id = :sectionId and l.registerTakenAt is not null and l.status <> CANCELLED
            order by l.startsAt desc, l.id desc limit 5""")
    List<Long> lastTakenLessons(long sectionId);

    @HQL("""
            select m.studentId, c.code
            from AttendanceMark m join m.code c join Lesson l on l.id = m.lessonId
            where m.lessonId in :lessonIds order by l.startsAt, l.id""")
    List<RecentMark> marksOfLessons(List<Long> lessonIds);

    /** A mark in one of the last lessons. */
    record RecentMark(Long studentId, String code) {}

    @HQL("""
            select m.studentId, c.kind, count(*)
            from Lesson l join AttendanceMark m on m.lessonId = l.id join m.code c
            where l.section.id = :sectionId and l.registerTakenAt is not null and l.status <> CANCELLED
            group by m.studentId, c.kind""")
    List<KindCount> countsOfStudents(long sectionId);

    /** A student's lessons between two moments. */
    @HQL("""
            select l.id, s.id, s.code, s.title, l.startsAt,
                l.endsAt, r.code, t.preferredGivenName, t.givenName, t.preferredFamilyName, t.familyName, l.status,
                l.reason, c.code, c.kind, m.minutesLate
            from Lesson l join l.section s left join l.room r left join Person t on t.id = l.teacherId
            left join AttendanceMark m on m.lessonId = l.id and m.studentId = :studentId
            left join m.code c
            where l.startsAt >= :from and l.startsAt < :until
                and exists (select 1 from Enrollment e where e.section = s and e.studentId = :studentId
                    and (e.status in (ACTIVE, COMPLETED) or e.status = DROPPED and e.endDate is not null)
                    and (e.beginDate is null
                        or e.beginDate <= cast(function('timezone', :zone, l.startsAt) as LocalDate))
                    and (e.endDate is null
                        or e.endDate >= cast(function('timezone', :zone, l.startsAt) as LocalDate)))
            order by l.startsAt, l.id""")
    List<AttendedLesson> attendedLessons(long studentId, Instant from, Instant until, String zone);

    /** A lesson in a student's day. */
    record AttendedLesson(
            Long id,
            Long sectionId,
            String sectionCode,
            String sectionTitle,
            Instant startsAt,
            Instant endsAt,
            String room,
            String teacherPreferredGivenName,
            String teacherGivenName,
            String teacherPreferredFamilyName,
            String teacherFamilyName,
            LessonStatus status,
            String reason,
            String code,
            AttendanceKind kind,
            Short minutesLate) {}
}
