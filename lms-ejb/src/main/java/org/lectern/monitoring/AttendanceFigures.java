package org.lectern.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.annotation.Metric;
import org.lectern.attendance.RegisterTaken;

/** Counts, for {@code /metrics}, the registers and marks that this server has written since it started. */
@ApplicationScoped
public class AttendanceFigures {

    private Counter registers;
    private Counter marks;

    /** For the container. */
    protected AttendanceFigures() {}

    @Inject
    AttendanceFigures(
            @Metric(name = "lectern_registers_recorded", absolute = true, description = "Registers recorded")
                    Counter registers,
            @Metric(name = "lectern_attendance_marks", absolute = true, description = "Attendance marks that changed")
                    Counter marks) {
        this.registers = registers;
        this.marks = marks;
    }

    void count(@Observes(during = TransactionPhase.AFTER_SUCCESS) RegisterTaken taken) {
        registers.inc();
        marks.inc(taken.marks());
    }
}
