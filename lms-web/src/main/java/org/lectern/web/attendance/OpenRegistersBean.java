package org.lectern.web.attendance;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.lectern.attendance.AttendanceReportService;
import org.lectern.attendance.AttendanceReports.OpenRegister;
import org.lectern.settings.Settings;
import org.lectern.shared.Page;
import org.lectern.web.shell.ListBean;
import org.lectern.web.shell.Notices;

/** Registers that nobody took, by day, for {@code /admin/attendance/list.xhtml}. */
@Named
@ViewScoped
public class OpenRegistersBean extends ListBean<OpenRegister> {

    private static final long serialVersionUID = 1L;

    /** A week, with today. */
    private static final int DAYS = 6;

    @Inject
    private AttendanceReportService reportService;

    @Inject
    private Settings settings;

    @Inject
    private Notices notices;

    private LocalDate from;
    private LocalDate to;

    /**
     * The registers of one day.
     *
     * @param date the day in the school's zone
     * @param registers by time
     */
    public record Day(LocalDate date, List<OpenRegister> registers) {}

    /** Begins with the last week when the address names no days. */
    public void read() {
        if (to == null) {
            to = settings.today();
        }
        if (from == null) {
            from = to.minusDays(DAYS);
        }
        narrow();
        // now, so that what is wrong with the days is known before anything is drawn
        getRows();
    }

    @Override
    protected Page<OpenRegister> read(String after) {
        List<Page<OpenRegister>> found = new ArrayList<>();
        notices.attempt(() -> found.add(reportService.notTaken(from, to, null, after)));
        return found.isEmpty() ? Page.whole(List.of()) : found.get(0);
    }

    /** The registers of this page, by day. */
    public List<Day> getDays() {
        var days = new LinkedHashMap<LocalDate, List<OpenRegister>>();
        getRows()
                .forEach(register -> days.computeIfAbsent(register.startsAt().toLocalDate(), day -> new ArrayList<>())
                        .add(register));
        return days.entrySet().stream()
                .map(day -> new Day(day.getKey(), day.getValue()))
                .toList();
    }

    /** The first day that is looked at. */
    public LocalDate getFrom() {
        return from;
    }

    /** Takes the first day that is looked at. */
    public void setFrom(LocalDate from) {
        this.from = from;
    }

    /** The last day that is looked at. */
    public LocalDate getTo() {
        return to;
    }

    /** Takes the last day that is looked at. */
    public void setTo(LocalDate to) {
        this.to = to;
    }
}
