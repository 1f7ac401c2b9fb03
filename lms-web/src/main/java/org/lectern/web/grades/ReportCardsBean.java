package org.lectern.web.grades;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.lectern.grades.ReportCardService;
import org.lectern.web.shell.Notices;
import org.lectern.web.tags.Functions;

/** Has the report cards of a group printed, for {@code /admin/grades/reports.xhtml}. */
@Named
@ViewScoped
public class ReportCardsBean implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private ReportCardService reportCardService;

    @Inject
    private Notices notices;

    private Long group;
    private Long period;

    /**
     * Asks for the report cards.
     *
     * @return the page of the job; null when something has to be mended first
     */
    public String print() {
        if (group == null) {
            notices.fault("group", Functions.say("cards.noGroup", null));
            return null;
        }
        var job = new long[1];
        if (!notices.attempt(() -> job[0] = reportCardService.print(group, period))) {
            return null;
        }
        return "/admin/imports/job.xhtml?faces-redirect=true&id=" + job[0];
    }

    /** Whose report cards. */
    public Long getGroup() {
        return group;
    }

    /** Takes whose report cards. */
    public void setGroup(Long group) {
        this.group = group;
    }

    /** For which period; null for the whole sections. */
    public Long getPeriod() {
        return period;
    }

    /** Takes for which period. */
    public void setPeriod(Long period) {
        this.period = period;
    }
}
