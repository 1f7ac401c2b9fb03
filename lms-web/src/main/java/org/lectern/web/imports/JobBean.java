package org.lectern.web.imports;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.lectern.jobs.Job;
import org.lectern.jobs.JobChange;
import org.lectern.jobs.JobService;
import org.lectern.jobs.JobState;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.web.shell.Notices;
import org.lectern.web.tags.Functions;

/** One job while it runs and afterwards, for {@code /admin/imports/job.xhtml}. */
@Named
@ViewScoped
public class JobBean implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Changes of a page. */
    private static final int CHANGES = 50;

    @Inject
    private JobService jobService;

    @Inject
    private Notices notices;

    private Long id;
    private String after;
    private transient Job job;
    private transient Page<JobChange> changes;

    /**
     * What became of the things of one kind.
     *
     * @param kind of thing, in words
     * @param added new ones
     * @param changed ones of which values changed
     * @param removed ones that were ended or deleted
     * @param unchanged ones that were the same
     */
    public record Count(String kind, long added, long changed, long removed, long unchanged) {}

    /**
     * How much of something there was.
     *
     * @param name a file, or what was left out
     * @param number rows or values; null when it is not known
     */
    public record Amount(String name, Long number) {}

    /**
     * Reads the job that the address names; the page is unknown when there is none.
     *
     * @throws IOException when the browser went away
     */
    public void read() throws IOException {
        try {
            job = id == null ? null : jobService.get(id);
        } catch (Problem absent) {
            job = null;
        }
        if (job == null) {
            var faces = FacesContext.getCurrentInstance();
            faces.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, null);
            faces.responseComplete();
        }
    }

    /** Reads the job again. */
    public void look() {
        job = null;
        changes = null;
    }

    /** Stops the job. */
    public String cancel() {
        try {
            jobService.cancel(id);
            notices.done(Functions.say("job.cancelling", null));
        } catch (Problem problem) {
            // it ended while somebody asked; the page that follows says how
            notices.fault(problem.getMessage());
            look();
            return null;
        }
        return "/admin/imports/job.xhtml?faces-redirect=true&id=" + id;
    }

    /** The job. */
    public Job getJob() {
        if (job == null && id != null) {
            job = jobService.get(id);
        }
        return job;
    }

    /** Whether it waits or runs. */
    public boolean isBusy() {
        return ListImportsBean.isOpen(getJob().state());
    }

    /** Whether it has done what it should. */
    public boolean isDone() {
        return getJob().state() == JobState.SUCCEEDED;
    }

    /** Whether it has left a file behind. */
    public boolean isFile() {
        return isDone() && jobService.makesFile(getJob().kind());
    }

    /** What its state means, in the words of its kind where there are some. */
    public String getAbout() {
        var own = "jobs.about." + getJob().kind() + "." + getJob().state();
        var said = Functions.say(own, null);
        return said.equals(own) ? Functions.say("job.about." + getJob().state(), null) : said;
    }

    /** What became of which kind of thing; what there was nothing of is left out. */
    public List<Count> getCounts() {
        return part("tables").entrySet().stream()
                .map(entry -> count(entry.getKey(), (Map<?, ?>) entry.getValue()))
                .filter(count -> count.added + count.changed + count.removed + count.unchanged > 0)
                .sorted(Comparator.comparing(Count::kind))
                .toList();
    }

    private static Count count(String table, Map<?, ?> numbers) {
        return new Count(
                Functions.say("thing." + table, null),
                number(numbers.get("added")),
                number(numbers.get("changed")),
                number(numbers.get("removed")),
                number(numbers.get("unchanged")));
    }

    /** Whether anything is different now, or would be. */
    public boolean isAnyChange() {
        return getCounts().stream().anyMatch(count -> count.added + count.changed + count.removed > 0);
    }

    /** How many rows which file had. */
    public List<Amount> getFiles() {
        return part("rows").entrySet().stream()
                .map(entry -> new Amount(entry.getKey(), number(entry.getValue())))
                .sorted(Comparator.comparing(Amount::name))
                .toList();
    }

    /** What of the set has no place in Lectern. */
    public List<Amount> getLeftOut() {
        return getJob().result() != null && getJob().result().get("leftOut") instanceof List<?> list
                ? list.stream()
                        .map(each -> (Map<?, ?>) each)
                        .map(each -> new Amount(
                                (String) each.get("what"),
                                each.get("values") == null ? null : number(each.get("values"))))
                        .toList()
                : List.of();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> part(String name) {
        var result = getJob().result();
        return result != null && result.get(name) instanceof Map<?, ?> part ? (Map<String, Object>) part : Map.of();
    }

    private static long number(Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    private Page<JobChange> changes() {
        if (changes == null) {
            changes = jobService.changes(id, CHANGES, after);
        }
        return changes;
    }

    /** What was changed, or would be, row by row. */
    public List<JobChange> getChanges() {
        return isDone() ? changes().items() : List.of();
    }

    /** Where further changes begin; null when there are none. */
    public String getNext() {
        return isDone() ? changes().next() : null;
    }

    /** Which job. */
    public Long getId() {
        return id;
    }

    /** Takes which job. */
    public void setId(Long id) {
        this.id = id;
    }

    /** Where the list of changes begins. */
    public String getAfter() {
        return after;
    }

    /** Asks for further changes. */
    public void setAfter(String after) {
        this.after = after;
    }
}
