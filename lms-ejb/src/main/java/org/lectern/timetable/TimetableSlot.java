package org.lectern.timetable;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import java.time.LocalDate;
import java.time.LocalTime;
import org.lectern.courses.Section;
import org.lectern.shared.Versioned;

/** A weekly place of a section: weekday, local time, room and teacher. */
@Entity
public class TimetableSlot extends Versioned {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Section section;

    private short weekday;

    private LocalTime startTime;

    private LocalTime endTime;

    @ManyToOne(fetch = FetchType.LAZY)
    private Room room;

    private Long teacherId;

    @Enumerated(EnumType.STRING)
    private WeekCycle weekCycle;

    private LocalDate fromDate;

    private LocalDate toDate;
}
