package org.lectern.attendance;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToOne;
import java.io.Serializable;

/** One student's mark in the register of one lesson. */
@Entity
@IdClass(AttendanceMark.Key.class)
public class AttendanceMark {

    /**
     * What identifies a mark.
     *
     * @param lessonId the lesson
     * @param studentId the student
     */
    public record Key(Long lessonId, Long studentId) implements Serializable {}

    @Id
    private Long lessonId;

    @Id
    private Long studentId;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private AttendanceCode code;

    private Short minutesLate;

    private String note;
}
