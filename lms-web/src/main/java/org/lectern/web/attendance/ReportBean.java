package org.lectern.web.attendance;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.lectern.attendance.AttendanceCounts;
import org.lectern.courses.SectionService;
import org.lectern.settings.Settings;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.web.shell.Choices;
import org.lectern.web.shell.ListBean;
import org.lectern.web.shell.Notices;
import org.lectern.web.shell.Picker;
import org.lectern.web.tags.Functions;

/** Reports on attendance, for {@code /admin/attendance/report.xhtml}. */
@Named
@ViewScoped
public class ReportBean extends ListBean<Reports.Line> {

    private static final long serialVersionUID = 1L;

    /** Four weeks, with today. */
    private static final int DAYS = 27;

    /** So long that its figures are still added up at once. */
    private static final int LONGEST_SUM_DAYS = 92;

    @Inject
    private Reports reports;

    @Inject
    private SectionService sectionService;

    @Inject
    private Choices choices;

    @Inject
    private Settings settings;

    @Inject
    private Notices notices;

    private ReportKind kind = ReportKind.GROUPS;
    private LocalDate from;
    private LocalDate to;
    private Long group;
    private Long section;
    private transient AttendanceCounts sum;
    private transient List<Picker.Choice> groups;

    /** Begins with the last four weeks when the address names no days. */
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
    protected Page<Reports.Line> read(String after) {
        List<Page<Reports.Line>> found = new ArrayList<>();
        notices.attempt(() -> found.add(reports.page(question(), null, after)));
        return found.isEmpty() ? Page.whole(List.of()) : found.get(0);
    }

    private Reports.Question question() {
        boolean students = kind == ReportKind.STUDENTS;
        return new Reports.Question(kind, from, to, students ? group : null, students ? section : null);
    }

    /** Looks at other days, or at something else. */
    public void show() {
        sum = null;
        read();
    }

    /**
     * What all marks of the days add up to: of the group or section that was chosen, else of the school. Null where that
     * cannot be told at a glance.
     */
    public AttendanceCounts getSum() {
        if (sum == null) {
            if (kind == ReportKind.STUDENTS && (group != null || section != null)) {
                sum = isMore() || isEarlier() ? null : add(getRows());
            } else if (ChronoUnit.DAYS.between(from, to) < LONGEST_SUM_DAYS && !from.isAfter(to)) {
                sum = add(reports.page(new Reports.Question(ReportKind.DAYS, from, to, null, null), null, null)
                        .items());
            }
        }
        return sum;
    }

    private static AttendanceCounts add(List<Reports.Line> lines) {
        long present = 0;
        long absent = 0;
        long late = 0;
        long excused = 0;
        for (var line : lines) {
            present += line.counts().present();
            absent += line.counts().absent();
            late += line.counts().late();
            excused += line.counts().excused();
        }
        long counted = present + absent + late;
        return new AttendanceCounts(
                present,
                absent,
                late,
                excused,
                counted + excused,
                counted == 0
                        ? null
                        : BigDecimal.valueOf(present + late)
                                .divide(BigDecimal.valueOf(counted), 4, RoundingMode.HALF_UP));
    }

    /** Of whom the figures are. */
    public String getSumOf() {
        if (kind == ReportKind.STUDENTS && section != null) {
            try {
                return sectionService.get(section).code();
            } catch (Problem absent) {
                return "";
            }
        }
        if (kind == ReportKind.STUDENTS && group != null) {
            return getGroups().stream()
                    .filter(each -> each.id() == group)
                    .map(Picker.Choice::name)
                    .findFirst()
                    .orElse("");
        }
        return Functions.say("report.school", null);
    }

    /** The address of the same report as a workbook, behind the context root. */
    public String getExport() {
        var asked = question();
        return "/admin/attendance/export?kind=" + asked.kind() + "&from=" + asked.from() + "&to=" + asked.to()
                + "&group=" + Objects.toString(asked.groupId(), "")
                + "&section=" + Objects.toString(asked.sectionId(), "");
    }

    /** The groups that can be chosen. */
    public List<Picker.Choice> getGroups() {
        if (groups == null) {
            groups = choices.getGroups();
        }
        return groups;
    }

    /** What a report can have rows of. */
    public ReportKind[] getKinds() {
        return ReportKind.values();
    }

    /** What there are rows of. */
    public ReportKind getKind() {
        return kind;
    }

    /** Takes what there are rows of. */
    public void setKind(ReportKind kind) {
        this.kind = kind == null ? ReportKind.GROUPS : kind;
    }

    /** The first day. */
    public LocalDate getFrom() {
        return from;
    }

    /** Takes the first day. */
    public void setFrom(LocalDate from) {
        this.from = from;
    }

    /** The last day. */
    public LocalDate getTo() {
        return to;
    }

    /** Takes the last day. */
    public void setTo(LocalDate to) {
        this.to = to;
    }

    /** The group whose students are shown; null for any. */
    public Long getGroup() {
        return group;
    }

    /** Takes the group whose students are shown. */
    public void setGroup(Long group) {
        this.group = group;
    }

    /** The section whose students are shown; null for any. */
    public Long getSection() {
        return section;
    }

    /** Takes the section whose students are shown. */
    public void setSection(Long section) {
        this.section = section;
    }
}
