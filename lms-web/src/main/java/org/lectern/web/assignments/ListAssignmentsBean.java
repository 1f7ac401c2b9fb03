package org.lectern.web.assignments;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.lectern.settings.Settings;
import org.lectern.shared.Page;
import org.lectern.timetable.TeacherLoad;
import org.lectern.timetable.TeacherLoadService;
import org.lectern.web.tags.Functions;

/** Teachers with their sections and their load, for {@code /admin/assignments/list.xhtml}. */
@Named
@ViewScoped
public class ListAssignmentsBean implements Serializable {

    private static final long serialVersionUID = 1L;

    /** What fills the bar beside the number; a full week. */
    private static final double FULL = 26;

    private static final int HOUR = 60;

    /** Days; an end further away is that of the year. */
    private static final int SOON = 120;

    /** Where the pages before this one began; an empty text stands for the first. */
    private final Deque<String> before = new ArrayDeque<>();

    @Inject
    private TeacherLoadService loadService;

    @Inject
    private Settings settings;

    private String search;
    private LocalDate on;
    private String place;
    private transient Page<TeacherLoad> page;

    /** Goes back to the first page, because what is looked for has changed. */
    public void narrow() {
        before.clear();
        place = null;
        page = null;
    }

    /** Shows the teachers that follow. */
    public void forward() {
        if (page().next() != null) {
            before.push(place == null ? "" : place);
            place = page().next();
            page = null;
        }
    }

    /** Shows the teachers before. */
    public void back() {
        if (!before.isEmpty()) {
            var earlier = before.pop();
            place = earlier.isEmpty() ? null : earlier;
            page = null;
        }
    }

    private Page<TeacherLoad> page() {
        if (page == null) {
            page = loadService.list(search, getOn(), null, place);
        }
        return page;
    }

    /** The teachers of this page. */
    public List<TeacherLoad> getTeachers() {
        return page().items();
    }

    /** Whether there are more. */
    public boolean isMore() {
        return page().next() != null;
    }

    /** Whether there are teachers before. */
    public boolean isEarlier() {
        return !before.isEmpty();
    }

    /** A number of lessons; halves are written out. */
    public String lessons(Number number) {
        var format = NumberFormat.getNumberInstance(Functions.locale());
        format.setMaximumFractionDigits(1);
        return format.format(number);
    }

    /** How long the lessons of a teacher are together, in hours and minutes. */
    public String hours(TeacherLoad teacher) {
        return Functions.say("assign.hours", new Object[] {teacher.minutes() / HOUR, teacher.minutes() % HOUR});
    }

    /** How full the week of a teacher is, for the bar: 0 to 100. */
    public long share(TeacherLoad teacher) {
        return Math.min(100, Math.round(teacher.lessons().doubleValue() / FULL * 100));
    }

    /** Whether an assignment ends or begins so soon that it is worth saying. */
    public boolean isDated(TeacherLoad.Assignment assignment) {
        return assignment.toDate() != null && assignment.toDate().isBefore(getOn().plusDays(SOON))
                || assignment.fromDate() != null && assignment.fromDate().isAfter(getOn());
    }

    /** What was typed. */
    public String getSearch() {
        return search;
    }

    /** Takes what was typed. */
    public void setSearch(String search) {
        this.search = search;
    }

    /** The day on which the load is counted. */
    public LocalDate getOn() {
        return on == null ? settings.today() : on;
    }

    /** Takes the day on which the load is counted. */
    public void setOn(LocalDate on) {
        this.on = on;
    }
}
