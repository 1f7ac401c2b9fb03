package org.lectern.web.grades;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.lectern.grades.GradePeriod;
import org.lectern.grades.GradingPeriodService;
import org.lectern.shared.Page;
import org.lectern.web.shell.ListBean;
import org.lectern.web.shell.Notices;
import org.lectern.web.tags.Functions;

/** A grading period with its sections, and its lock, for {@code /admin/grades/period.xhtml}. */
@Named
@ViewScoped
public class PeriodBean extends ListBean<GradingPeriodService.InPeriod> {

    private static final long serialVersionUID = 1L;

    @Inject
    private GradingPeriodService periodService;

    @Inject
    private Notices notices;

    private Long id;
    private transient GradePeriod period;
    private transient GradePeriod around;
    private transient GradingPeriodService.Extent extent;

    /** Reads the period that the address names; the page is unknown when there is none. */
    public void read() {
        if (getPeriod() == null) {
            notices.unknownPage();
        }
    }

    @Override
    protected Page<GradingPeriodService.InPeriod> read(String after) {
        return periodService.sections(id, null, after);
    }

    /** Ends the marking. */
    public String lock() {
        return change(() -> periodService.lock(id), "grading.nowLocked");
    }

    /** Lets it be marked again. */
    public String unlock() {
        return change(() -> periodService.unlock(id), "grading.nowOpen");
    }

    private String change(Runnable work, String done) {
        var title = getPeriod().title();
        if (!notices.attempt(work)) {
            return null;
        }
        notices.done(Functions.say(done, title));
        return "/admin/grades/period.xhtml?faces-redirect=true&id=" + id;
    }

    /** The period; null when there is none. */
    public GradePeriod getPeriod() {
        if (period == null && id != null) {
            var all = periodService.periods().items();
            for (var each : all) {
                if (each.id() == id) {
                    period = each;
                }
            }
            if (period != null && period.within() != null) {
                for (var each : all) {
                    if (each.id() == period.within()) {
                        around = each;
                    }
                }
            }
        }
        return period;
    }

    /** The locked session that it lies in, and that keeps it locked; null when there is none. */
    public GradePeriod getLockedAround() {
        getPeriod();
        return around != null && around.locked() ? around : null;
    }

    /** What the lock touches. */
    public GradingPeriodService.Extent getExtent() {
        if (extent == null && id != null) {
            extent = periodService.extent(id);
        }
        return extent;
    }

    /** Which period. */
    public Long getId() {
        return id;
    }

    /** Takes which period. */
    public void setId(Long id) {
        this.id = id;
    }
}
