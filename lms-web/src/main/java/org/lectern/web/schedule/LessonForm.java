package org.lectern.web.schedule;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.lectern.timetable.PlannedLesson;

/** What is typed of a lesson: when, where and by whom it is to be held instead, and why. */
public class LessonForm implements Serializable {

    private static final long serialVersionUID = 1L;

    private LocalDate date;
    private LocalTime startsAt;
    private LocalTime endsAt;
    private Long roomId;
    private Long teacherId;
    private String reason;

    /** The place that a lesson has. */
    static LessonForm of(PlannedLesson lesson) {
        var form = new LessonForm();
        form.follow(lesson, true, true, true);
        return form;
    }

    /**
     * Takes over where a lesson is.
     *
     * @param day whether its day is taken over
     * @param time whether its times are
     * @param room whether its room is
     */
    final void follow(PlannedLesson lesson, boolean day, boolean time, boolean room) {
        if (day) {
            date = lesson.startsAt().toLocalDate();
        }
        if (time) {
            startsAt = lesson.startsAt().toLocalTime();
            endsAt = lesson.endsAt().toLocalTime();
        }
        if (room) {
            roomId = lesson.room() == null ? null : lesson.room().id();
        }
    }

    /** When it is to begin, in the zone of the school. */
    OffsetDateTime begin(ZoneId zone) {
        return date.atTime(startsAt).atZone(zone).toOffsetDateTime();
    }

    /** When it is to end, in the zone of the school. */
    OffsetDateTime end(ZoneId zone) {
        return date.atTime(endsAt).atZone(zone).toOffsetDateTime();
    }

    /** Whether a day is typed, and an end after a begin. */
    boolean isPlaced() {
        return date != null && startsAt != null && endsAt != null && startsAt.isBefore(endsAt);
    }

    /** The day to hold the lesson on. */
    public LocalDate getDate() {
        return date;
    }

    /** Takes the day. */
    public void setDate(LocalDate date) {
        this.date = date;
    }

    /** When it is to begin. */
    public LocalTime getStartsAt() {
        return startsAt;
    }

    /** Takes when it is to begin. */
    public void setStartsAt(LocalTime startsAt) {
        this.startsAt = startsAt;
    }

    /** When it is to end. */
    public LocalTime getEndsAt() {
        return endsAt;
    }

    /** Takes when it is to end. */
    public void setEndsAt(LocalTime endsAt) {
        this.endsAt = endsAt;
    }

    /** Where it is to be; null for no room. */
    public Long getRoomId() {
        return roomId;
    }

    /** Takes where it is to be. */
    public void setRoomId(Long roomId) {
        this.roomId = roomId;
    }

    /** Who is to take it; null when nobody is chosen. */
    public Long getTeacherId() {
        return teacherId;
    }

    /** Takes who is to take it. */
    public void setTeacherId(Long teacherId) {
        this.teacherId = teacherId;
    }

    /** Why. */
    public String getReason() {
        return reason;
    }

    /** Takes why. */
    public void setReason(String reason) {
        this.reason = reason;
    }
}
