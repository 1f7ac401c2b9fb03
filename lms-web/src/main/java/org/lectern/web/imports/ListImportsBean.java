package org.lectern.web.imports;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.lectern.courses.AcademicSessionService;
import org.lectern.courses.SessionType;
import org.lectern.jobs.Job;
import org.lectern.jobs.JobService;
import org.lectern.jobs.JobState;
import org.lectern.roster.ImportService;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.timetable.TimetableImports;
import org.lectern.web.shell.Notices;
import org.lectern.web.tags.Functions;
import org.omnifaces.util.Faces;

/** Takes rosters and timetables in and shows what becomes of all jobs, for {@code /admin/imports/list.xhtml}. */
@Named
@ViewScoped
public class ListImportsBean implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final long MEGABYTE = 1L << 20;
    private static final int SHOWN = 25;
    private static final int SESSIONS = 200;

    private static final List<String> FORMATS = Stream.concat(
                    Stream.of(ImportService.ONEROSTER), TimetableImports.FORMATS.stream())
            .toList();

    @Inject
    private ImportService importService;

    @Inject
    private JobService jobService;

    @Inject
    private AcademicSessionService sessionService;

    @Inject
    private Notices notices;

    private String after;
    private String format = ImportService.ONEROSTER;
    private Long session;
    private String periods;
    private transient List<AcademicSessionService.Row> sessions;
    private transient Part file;
    private transient Page<Job> page;

    /** Finds out what the set would change, and changes nothing. */
    public String check() {
        return submit(true);
    }

    /** Imports the set. */
    public String start() {
        return submit(false);
    }

    private String submit(boolean dryRun) {
        if (file.getSize() > importService.maximumMegabytes() * MEGABYTE) {
            notices.fault("file", Functions.say("imports.tooLarge", importService.maximumMegabytes()));
            return null;
        }
        if (isTimetable() && session == null) {
            notices.fault("academicSessionId", Functions.say("imports.sessionMissing", null));
            return null;
        }
        try (var content = file.getInputStream()) {
            var job = importService.submit(
                    format, content, name(), dryRun, new TimetableImports.Options(session, periods));
            return "/admin/imports/job.xhtml?faces-redirect=true&id=" + job;
        } catch (Problem problem) {
            notices.refuse(problem);
        } catch (IOException e) {
            notices.fault("file", Functions.say("imports.unreadable", null));
        }
        return null;
    }

    /** Some browsers send the path as well. */
    private String name() {
        var sent = file.getSubmittedFileName();
        return sent == null ? null : sent.replaceAll("^.*[/\\\\]", "");
    }

    private Page<Job> page() {
        if (page == null) {
            page = jobService.list(SHOWN, after);
        }
        return page;
    }

    /** The jobs, newest first. */
    public List<Job> getJobs() {
        return page().items();
    }

    /** Where older jobs begin; null when there are none. */
    public String getNext() {
        return page().next();
    }

    /** Whether a job still waits or runs, so that the list is worth reading again. */
    public boolean isBusy() {
        return getJobs().stream().map(Job::state).anyMatch(ListImportsBean::isOpen);
    }

    static boolean isOpen(JobState state) {
        return state == JobState.QUEUED || state == JobState.RUNNING;
    }

    /** Reads the jobs again. */
    public void look() {
        page = null;
    }

    /** What can be imported. */
    public List<String> getFormats() {
        return FORMATS;
    }

    /** Whether a timetable is chosen. */
    public boolean isTimetable() {
        return TimetableImports.FORMATS.contains(format);
    }

    /** Where a timetable can go: years, semesters and terms in use, latest first. */
    public List<AcademicSessionService.Row> getSessions() {
        if (sessions == null) {
            sessions = sessionService.list(null, null, null, null, LifeStatus.ACTIVE, SESSIONS, null).items().stream()
                    .filter(each -> each.type() != SessionType.GRADING_PERIOD)
                    .sorted(Comparator.comparing(AcademicSessionService.Row::startDate)
                            .reversed())
                    .toList();
        }
        return sessions;
    }

    /**
     * Sends an empty timetable to fill in.
     *
     * @param which one of {@link TimetableImports}
     * @throws IOException when the browser went away
     */
    public void template(String which) throws IOException {
        Faces.sendFile(
                importService.template(which),
                TimetableImports.CSV.equals(which) ? "timetable.csv" : "timetable.xlsx",
                true);
    }

    /** What is imported. */
    public String getFormat() {
        return format;
    }

    /** Takes what is imported. */
    public void setFormat(String format) {
        this.format = format;
    }

    /** Where a timetable goes. */
    public Long getSession() {
        return session;
    }

    /** Takes where a timetable goes. */
    public void setSession(Long session) {
        this.session = session;
    }

    /** The times of the periods of a FET file; null when its names tell them. */
    public String getPeriods() {
        return periods;
    }

    /** Takes the times of the periods. */
    public void setPeriods(String periods) {
        this.periods = periods;
    }

    /** The set. */
    public Part getFile() {
        return file;
    }

    /** Takes the set. */
    public void setFile(Part file) {
        this.file = file;
    }

    /** Where the list begins. */
    public String getAfter() {
        return after;
    }

    /** Asks for older jobs. */
    public void setAfter(String after) {
        this.after = after;
    }
}
