package org.lectern.web.attendance;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.validation.Validator;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.lectern.attendance.Absence;
import org.lectern.attendance.AbsenceDecision;
import org.lectern.attendance.AbsenceNoticeService;
import org.lectern.attendance.AbsenceStatus;
import org.lectern.shared.Page;
import org.lectern.web.shell.ListBean;
import org.lectern.web.shell.Notices;
import org.lectern.web.tags.Functions;

/** Absences that students announced, and what the office decides, for {@code /admin/attendance/absences.xhtml}. */
@Named
@ViewScoped
public class AbsencesBean extends ListBean<Absence> {

    private static final long serialVersionUID = 1L;

    @Inject
    private AbsenceNoticeService noticeService;

    @Inject
    private Validator validator;

    @Inject
    private Notices notices;

    private final Map<Long, String> notes = new HashMap<>();
    private AbsenceStatus shown = AbsenceStatus.PENDING;
    private boolean every;

    @Override
    protected Page<Absence> read(String after) {
        return noticeService.list(every ? null : shown, null, after);
    }

    /** Approves a notice: it excuses the student in the registers of its days. */
    public String approve(Absence notice) {
        return decide(notice, true);
    }

    /** Refuses a notice. */
    public String refuse(Absence notice) {
        return decide(notice, false);
    }

    private String decide(Absence notice, boolean approved) {
        var decision = new AbsenceDecision(notes.get(notice.id()));
        var violations = validator.validate(decision);
        if (!violations.isEmpty()) {
            notices.refuse(violations);
            return null;
        }
        if (!notices.attempt(() -> {
            if (approved) {
                noticeService.approve(notice.id(), decision);
            } else {
                noticeService.refuse(notice.id(), decision);
            }
        })) {
            return null;
        }
        notices.done(Functions.say(approved ? "absence.nowApproved" : "absence.nowRefused", notice.student()));
        return "/admin/attendance/absences.xhtml?faces-redirect=true&shown=" + getShownName();
    }

    /** What is said to the students, by notice. */
    public Map<Long, String> getNotes() {
        return notes;
    }

    /** Which notices are shown; ALL for every one. */
    public String getShownName() {
        return every ? "ALL" : shown.name();
    }

    /** Takes which notices are shown. */
    public void setShownName(String name) {
        every = "ALL".equals(name);
        Arrays.stream(AbsenceStatus.values())
                .filter(each -> each.name().equals(name))
                .forEach(each -> shown = each);
    }

    /** What can become of a notice. */
    public AbsenceStatus[] getStatesOfNotices() {
        return AbsenceStatus.values();
    }
}
