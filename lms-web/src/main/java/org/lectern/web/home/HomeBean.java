package org.lectern.web.home;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.time.format.TextStyle;
import java.util.List;
import java.util.StringJoiner;
import org.lectern.audit.AuditService;
import org.lectern.jobs.Job;
import org.lectern.jobs.JobService;
import org.lectern.overview.Overview;
import org.lectern.overview.OverviewService;
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

    @Inject
    private OverviewService overviewService;

    @Inject
    private AuditService auditService;

    @Inject
    private JobService jobService;

    private Overview overview;
    private AbsenceChart chart;
    private List<AuditService.Entry> changes;
    private List<Job> jobs;

    @PostConstruct
    void read() {
        overview = overviewService.now(OPEN_REGISTERS);
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
            case SUCCEEDED, CANCELLED -> false;
        };
    }

    /** The latest jobs that wait, run, or have failed. */
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
        };
    }

    /** Some names, and that there are more. */
    public String examples(Overview.Gap gap) {
        var names = String.join(", ", gap.examples());
        return gap.count() > gap.examples().size()
                ? Functions.say(
                        "home.andMore",
                        new Object[] {names, gap.count() - gap.examples().size()})
                : names;
    }

    /** What was changed last. */
    public List<AuditService.Entry> getChanges() {
        return changes;
    }
}
