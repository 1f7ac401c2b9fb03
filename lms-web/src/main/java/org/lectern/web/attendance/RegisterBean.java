package org.lectern.web.attendance;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.validation.Validator;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lectern.attendance.AttendanceCodeService;
import org.lectern.attendance.AttendanceKind;
import org.lectern.attendance.AttendanceService;
import org.lectern.attendance.MarkChange;
import org.lectern.attendance.Register;
import org.lectern.attendance.RegisterService;
import org.lectern.attendance.Reopening;
import org.lectern.settings.Settings;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.timetable.LessonStatus;
import org.lectern.timetable.PlannedLesson;
import org.lectern.timetable.PlannedLessonService;
import org.lectern.web.shell.Notices;
import org.lectern.web.shell.When;
import org.lectern.web.tags.Functions;

/** The register of a lesson: its marks, how each came about, and opening it again, for {@code register.xhtml}. */
@Named
@ViewScoped
public class RegisterBean implements Serializable {

    private static final long serialVersionUID = 1L;

    /** For how many days a register is opened again when nobody says otherwise. */
    private static final int USUALLY_OPEN_DAYS = 2;

    @Inject
    private AttendanceService attendanceService;

    @Inject
    private RegisterService registerService;

    @Inject
    private AttendanceCodeService codeService;

    @Inject
    private PlannedLessonService lessonService;

    @Inject
    private Settings settings;

    @Inject
    private Validator validator;

    @Inject
    private Notices notices;

    @Inject
    private When when;

    private Long id;
    private Long student;
    private LocalDate until;
    private String reason;
    private transient Register register;
    private transient PlannedLesson lesson;
    private transient Map<String, AttendanceCodeService.View> codes;

    /** Reads the register that the address names; the page is unknown when there is none. */
    public void read() {
        try {
            register = id == null ? null : attendanceService.register(id);
        } catch (Problem absent) {
            register = null;
        }
        if (register == null) {
            notices.unknownPage();
        }
        until = settings.today().plusDays(USUALLY_OPEN_DAYS);
    }

    /**
     * Opens the register again until the end of the day.
     *
     * @return the page, read anew; null when something has to be mended first
     */
    public String reopen() {
        var entry = new Reopening(
                until == null
                        ? null
                        : until.plusDays(1)
                                .atStartOfDay(settings.timeZone())
                                .minusMinutes(1)
                                .toOffsetDateTime(),
                reason);
        var violations = validator.validate(entry);
        if (!violations.isEmpty()) {
            notices.refuse(violations);
            return null;
        }
        if (!notices.attempt(() -> registerService.reopen(id, entry))) {
            return null;
        }
        notices.done(Functions.say(
                "register.reopened",
                new Object[] {getRegister().lesson().section().code(), when.moment(entry.until())}));
        return "/admin/attendance/register.xhtml?faces-redirect=true&id=" + id;
    }

    /** The register. */
    public Register getRegister() {
        if (register == null && id != null) {
            register = attendanceService.register(id);
        }
        return register;
    }

    /** The lesson as it is planned. */
    public PlannedLesson getLesson() {
        if (lesson == null && id != null) {
            lesson = lessonService.get(id);
        }
        return lesson;
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(settings.timeZone());
    }

    /** Whether its teachers can change it now. */
    public boolean isOpen() {
        var now = now();
        var head = getRegister().lesson();
        return now.isAfter(head.editableFrom()) && now.isBefore(head.editableUntil());
    }

    /** Whether the lesson has begun and was not cancelled, so that it has a register that can be opened. */
    public boolean isReopenable() {
        var head = getRegister().lesson();
        return now().isAfter(head.editableFrom()) && head.status() != LessonStatus.CANCELLED;
    }

    /** What a code counts as; null for a code that is not known any more. */
    public AttendanceKind kind(String code) {
        var known = code == null ? null : codes().get(code);
        return known == null ? null : known.kind();
    }

    /** What a code is called. */
    public String nameOf(String code) {
        var known = code == null ? null : codes().get(code);
        return known == null ? code : known.name();
    }

    /** How many marks of each kind there are. */
    public Map<AttendanceKind, Long> getCounts() {
        var counts = new EnumMap<AttendanceKind, Long>(AttendanceKind.class);
        for (var each : AttendanceKind.values()) {
            counts.put(each, 0L);
        }
        getRegister().marks().forEach(mark -> {
            var kind = kind(mark.code());
            if (kind != null) {
                counts.merge(kind, 1L, Long::sum);
            }
        });
        return counts;
    }

    /** The kinds of marks, for the figures. */
    public AttendanceKind[] getKinds() {
        return AttendanceKind.values();
    }

    private Map<String, AttendanceCodeService.View> codes() {
        if (codes == null) {
            codes = new HashMap<>();
            codeService
                    .list(null, null, null, Page.MAX_LIMIT, null)
                    .items()
                    .forEach(code -> codes.put(code.code(), code));
        }
        return codes;
    }

    /** How the mark of the student came about whom the address names; empty when it names none. */
    public List<MarkChange> getHistory() {
        return student == null
                ? List.of()
                : registerService.history(id, student).items();
    }

    /** The student whose history is shown; null for none. */
    public Register.Mark getShown() {
        return student == null
                ? null
                : getRegister().marks().stream()
                        .filter(mark -> mark.studentId() == student)
                        .findFirst()
                        .orElse(null);
    }

    /** Which lesson. */
    public Long getId() {
        return id;
    }

    /** Takes which lesson. */
    public void setId(Long id) {
        this.id = id;
    }

    /** Whose history is shown. */
    public Long getStudent() {
        return student;
    }

    /** Takes whose history is shown. */
    public void setStudent(Long student) {
        this.student = student;
    }

    /** The last day on which the teachers may change it. */
    public LocalDate getUntil() {
        return until;
    }

    /** Takes the last day on which the teachers may change it. */
    public void setUntil(LocalDate until) {
        this.until = until;
    }

    /** Why it is opened again. */
    public String getReason() {
        return reason;
    }

    /** Takes why it is opened again. */
    public void setReason(String reason) {
        this.reason = reason;
    }
}
