package org.lectern.web.imports;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.lectern.jobs.Job;
import org.lectern.jobs.JobService;
import org.lectern.jobs.JobState;
import org.lectern.roster.ImportService;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.web.shell.Notices;
import org.lectern.web.tags.Functions;

/** Takes a roster in and shows what becomes of all jobs, for {@code /admin/imports/list.xhtml}. */
@Named
@ViewScoped
public class ListImportsBean implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final long MEGABYTE = 1L << 20;
    private static final int SHOWN = 25;

    @Inject
    private ImportService importService;

    @Inject
    private JobService jobService;

    @Inject
    private Notices notices;

    private String after;
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
        try (var content = file.getInputStream()) {
            var job = importService.submit(ImportService.ONEROSTER, content, name(), dryRun);
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
