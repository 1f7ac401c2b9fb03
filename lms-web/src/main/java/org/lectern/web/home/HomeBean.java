package org.lectern.web.home;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.StringJoiner;
import org.lectern.audit.AuditService;
import org.lectern.jobs.Job;
import org.lectern.jobs.JobService;
import org.lectern.overview.Overview;
import org.lectern.overview.OverviewService;
import org.lectern.timetable.SlotClash;
import org.lectern.timetable.TimetableService;
import org.lectern.web.shell.School;
import org.lectern.web.tags.Functions;

/** Today at a glance, for {@code /admin/index.xhtml}. */
@Named
@RequestScoped
public class HomeBean {

    private static final int OPEN_REGISTERS = 8;
    private static final int CHANGES = 6;

    /** Among how many of the latest jobs those are looked for that concern somebody. */
    private static final int JOBS = 5;

    /** For how long a job that failed is shown. */
    private static final Duration FAILED_SHOWN = Duration.ofDays(7);

    /** For how long a job that was done is shown. */
    private static final Duration DONE_SHOWN = Duration.ofDays(1);

    /** Weekly slots that cannot both be held; whoever mends these sees the next. */
    private static final int CLASHES = 3;

    @Inject
    private OverviewService overviewService;

    @Inject
    private TimetableService timetableService;

    @Inject
    private AuditService auditService;

    @Inject
    private JobService jobService;

    @Inject
    private School school;

    private Overview overview;
    private AbsenceChart chart;
    private List<AuditService.Entry> changes;
    private List<Job> jobs;
    private List<SlotClash> clashes;

    @PostConstruct
    void read() {
        overview = overviewService.now(OPEN_REGISTERS);
        clashes =
                overview.setup().timetable() ? timetableService.clashes(CLASHES).items() : List.of();
        chart = AbsenceChart.of(overview.absence(), overview.today());
        changes = auditService.list(AuditService.Filter.NONE, CHANGES, null).items();
        jobs = jobService.list(JOBS, null).items().stream()
                .filter(HomeBean::concernsSomebody)
                .toList();
    }

    private static boolean concernsSomebody(Job job) {
        return switch (job.state()) {
            case QUEUED, RUNNING -> true;
            case FAILED -> job.finishedAt().toInstant().isAfter(Instant.now().minus(FAILED_SHOWN));
            case SUCCEEDED -> job.finishedAt().toInstant().isAfter(Instant.now().minus(DONE_SHOWN));
            case CANCELLED -> false;
        };
    }

    /** The latest jobs that wait, run, have failed, or were done within a day. */
    public List<Job> getJobs() {
        return jobs;
    }

    /** The school now. */
    public Overview getOverview() {
        return overview;
    }

    /** The term and its week. */
    public String getTermNote() {
        var term = overview.term();
        return Functions.say("home.term", new Object[] {term.title(), term.week(), term.weeks()});
    }

    /** Absence of the last school days, drawn. */
    public AbsenceChart getChart() {
        return chart;
    }

    /** What became of today's plan, in words. */
    public String getLessonNote() {
        var lessons = overview.lessons();
        var parts = new StringJoiner(", ");
        parts.setEmptyValue(Functions.say("home.asPlanned", lessons.over()));
        add(parts, "home.cancelled", lessons.cancelled());
        add(parts, "home.moved", lessons.moved());
        add(parts, "home.covered", lessons.covered());
        return parts.toString();
    }

    private static void add(StringJoiner parts, String key, long count) {
        if (count > 0) {
            parts.add(Functions.say(key, count));
        }
    }

    /** How today's absence compares with the weekday's usual. */
    public String getUsualNote() {
        var usual = overview.absenceToday().usual();
        return usual == null
                ? Functions.say("home.noUsual", null)
                : Functions.say("home.usually", new Object[] {Functions.percent(usual), weekday()});
    }

    private String weekday() {
        return overview.today().getDayOfWeek().getDisplayName(TextStyle.FULL, Functions.locale());
    }

    /** Everybody else, in words. */
    public String getPeopleNote() {
        var people = overview.people();
        return Functions.say("home.people", new Object[] {people.teachers(), people.groups(), people.sections()});
    }

    /** A number as it is written in the reader's language. */
    public String figure(long number) {
        return Functions.figure(number);
    }

    /** The icon that goes with something missing. */
    public String icon(Overview.Gap gap) {
        return switch (gap.kind()) {
            case SECTIONS_WITHOUT_TEACHER -> "graduation-cap";
            case STUDENTS_WITHOUT_GROUP -> "users-round";
            case STUDENTS_IN_NO_SECTION -> "book-open";
            case ABSENCES_TO_DECIDE -> "clipboard-check";
        };
    }

    /** The page that lists all of what is missing, and from which it is mended. */
    public String page(Overview.Gap gap) {
        return switch (gap.kind()) {
            case SECTIONS_WITHOUT_TEACHER -> "/admin/sections/list.xhtml?untaught=true";
            case STUDENTS_WITHOUT_GROUP -> "/admin/people/list.xhtml?role=STUDENT&lacking=GROUP";
            case STUDENTS_IN_NO_SECTION -> "/admin/people/list.xhtml?role=STUDENT&lacking=SECTION";
            case ABSENCES_TO_DECIDE -> "/admin/attendance/absences.xhtml";
        };
    }

    /** The page of one of those that miss something. */
    public String page(Overview.Gap gap, Overview.Gap.Example example) {
        return (gap.kind() == Overview.Gap.Kind.SECTIONS_WITHOUT_TEACHER
                        ? "/admin/sections/section.xhtml?id="
                        : "/admin/people/person.xhtml?id=")
                + example.id();
    }

    /** Weekly slots that cannot both be held. */
    public List<SlotClash> getClashes() {
        return clashes;
    }

    /** Which slots these are, in words. */
    public String words(SlotClash clash) {
        return Functions.say("home.clashOf", new Object[] {
            DayOfWeek.of(clash.weekday()).getDisplayName(TextStyle.FULL, Functions.locale()),
            clash.second().startTime(),
            clash.second().section().code(),
            clash.first().section().code()
        });
    }

    /** Whether nothing is taught yet, so that there is more to set up than to look at. */
    public boolean isBeginning() {
        return !overview.setup().timetable();
    }

    /** What is to be set up before the first lesson, in its order. */
    public List<SetupStep> getSteps() {
        return SetupStep.of(overview.setup());
    }

    /** How much of it is done. */
    public long getStepsDone() {
        return getSteps().stream().filter(SetupStep::done).count();
    }

    /** The week in which a lesson is seen that has no register: that of its teacher, or the section's page. */
    public String weekOf(Overview.OpenRegister register) {
        return register.teacherId() == null
                ? "/admin/sections/section.xhtml?id=" + register.sectionId()
                : "/admin/schedule/index.xhtml?by=TEACHER&id=" + register.teacherId() + "&lesson=" + register.lessonId()
                        + "&week="
                        + LocalDate.ofInstant(register.startsAt(), school.getZone());
    }

    /** What was changed last. */
    public List<AuditService.Entry> getChanges() {
        return changes;
    }
}
