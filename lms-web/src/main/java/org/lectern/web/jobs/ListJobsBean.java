package org.lectern.web.jobs;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import org.lectern.jobs.Job;
import org.lectern.jobs.JobService;
import org.lectern.jobs.JobState;
import org.lectern.shared.Page;
import org.lectern.web.shell.ListBean;
import org.lectern.web.shell.Notices;
import org.lectern.web.tags.Functions;

/** Background work of every kind, newest first, for {@code /admin/jobs/list.xhtml}. */
@Named
@ViewScoped
public class ListJobsBean extends ListBean<Job> {

    private static final long serialVersionUID = 1L;

    @Inject
    private JobService jobService;

    @Inject
    private Notices notices;

    private String kind;
    private JobState state;

    @Override
    protected Page<Job> read(String after) {
        return jobService.list(kind, state, null, after);
    }

    @Override
    protected boolean isFiltered() {
        return kind != null || state != null;
    }

    /** Reads the same page again. */
    public void look() {
        again();
    }

    /** Stops a job. */
    public void cancel(Job job) {
        if (notices.attempt(() -> jobService.cancel(job.id()))) {
            notices.done(Functions.say("job.cancelling", null));
        }
        again();
    }

    /** Whether a job waits or runs. */
    public boolean isOpen(Job job) {
        return job.state() == JobState.QUEUED || job.state() == JobState.RUNNING;
    }

    /** Whether a job has left a file behind. */
    public boolean isFile(Job job) {
        return job.state() == JobState.SUCCEEDED && jobService.makesFile(job.kind());
    }

    /** Whether a job still waits or runs, so that the list is worth reading again. */
    public boolean isBusy() {
        return getRows().stream().anyMatch(this::isOpen);
    }

    /** What jobs can do. */
    public List<String> getKinds() {
        return jobService.kinds();
    }

    /** Where jobs can be. */
    public JobState[] getStates() {
        return JobState.values();
    }

    /** Only jobs that do this; null for any. */
    public String getKind() {
        return kind;
    }

    /** Takes what jobs shall do. */
    public void setKind(String kind) {
        this.kind = kind;
    }

    /** Only jobs that are there, by name; null for any. */
    public String getState() {
        return state == null ? null : state.name();
    }

    /** Takes where jobs shall be. */
    public void setState(String name) {
        state = Arrays.stream(JobState.values())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
