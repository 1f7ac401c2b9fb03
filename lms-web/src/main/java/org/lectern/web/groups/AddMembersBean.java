package org.lectern.web.groups;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.validation.Validator;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lectern.enrollment.MembershipService;
import org.lectern.enrollment.NewMembers;
import org.lectern.groups.GroupService;
import org.lectern.settings.Settings;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.web.shell.Choices;
import org.lectern.web.shell.Notices;
import org.lectern.web.shell.Picker;
import org.lectern.web.tags.Functions;

/** Puts students into a group, for {@code /admin/groups/add.xhtml}. */
@Named
@ViewScoped
public class AddMembersBean implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private GroupService groupService;

    @Inject
    private MembershipService membershipService;

    @Inject
    private Choices choices;

    @Inject
    private Settings settings;

    @Inject
    private Validator validator;

    @Inject
    private Notices notices;

    private final Picker picker = new Picker(search -> choices.students(search));
    private Long id;
    private String code;
    private String lines;
    private List<Unclear> unclear = List.of();
    private final List<Newcomer> newcomers = new ArrayList<>();
    private List<String> already = List.of();
    private LocalDate fromDate;
    private LocalDate toDate;

    /**
     * A line that names nobody, or more than one.
     *
     * @param line as it was pasted
     * @param students whom it may mean
     */
    public record Unclear(String line, List<Picker.Choice> students) implements Serializable {}

    /** Reads the group that the address names; the page is unknown when there is none. */
    public void read() {
        try {
            if (id != null) {
                code = groupService.get(id).code();
                fromDate = settings.today();
                return;
            }
        } catch (Problem absent) {
            // answered below
        }
        notices.unknownPage();
    }

    /** Finds the students of the lines that were pasted; lines that are not clear stay. */
    public void check() {
        already = List.of();
        if (fromDate == null) {
            fromDate = settings.today();
        }
        if (lines == null || lines.isBlank()) {
            unclear = List.of();
            return;
        }
        notices.attempt(() -> {
            var recognised = membershipService.recognise(lines.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .distinct()
                    .toList());
            var members = members();
            var clear = new ArrayList<Picker.Choice>();
            var rest = new ArrayList<Unclear>();
            var there = new ArrayList<String>();
            for (var each : recognised) {
                var students = each.students();
                if (students.size() != 1) {
                    if (each.newcomer() == null) {
                        rest.add(new Unclear(
                                each.line(),
                                students.stream()
                                        .map(one -> new Picker.Choice(one.studentId(), one.name(), null))
                                        .toList()));
                    } else {
                        newcomers.add(new Newcomer(each.newcomer()));
                    }
                } else if (members.contains(students.get(0).studentId())) {
                    there.add(students.get(0).name());
                } else {
                    clear.add(new Picker.Choice(
                            students.get(0).studentId(), students.get(0).name(), null));
                }
            }
            picker.choose(clear);
            unclear = List.copyOf(rest);
            already = List.copyOf(there);
            lines = rest.stream().map(Unclear::line).collect(Collectors.joining("\n"));
        });
    }

    private Set<Long> members() {
        return membershipService.list(id, fromDate, Page.MAX_LIMIT, null).items().stream()
                .map(MembershipService.Member::studentId)
                .collect(Collectors.toSet());
    }

    /**
     * Adds those who were chosen, and those who are new to the school, when no line is left that is not clear and
     * everybody who is new was shown before.
     *
     * @return the group's page; null when something has to be mended first
     */
    public String add() {
        int shown = newcomers.size();
        check();
        if (!unclear.isEmpty() || newcomers.size() > shown) {
            return null;
        }
        if (picker.ids().isEmpty() && newcomers.isEmpty()) {
            notices.fault("pick-search", Functions.say("group.nobodyChosen", null));
            return null;
        }
        var entry = new NewMembers(newcomers.stream().map(Newcomer::facts).toList(), picker.ids(), fromDate, toDate);
        var violations = validator.validate(entry);
        if (!violations.isEmpty()) {
            notices.refuse(violations);
            return null;
        }
        var did = new MembershipService.MembershipChange[1];
        if (!notices.attempt(() -> did[0] = membershipService.admit(id, entry, null))) {
            return null;
        }
        notices.done(Functions.say(
                "group.joined", new Object[] {did[0].joined(), code, did[0].enrolled(), newcomers.size()}));
        return "/admin/groups/group.xhtml?faces-redirect=true&id=" + id
                + (fromDate.isAfter(settings.today()) ? "&all=true" : "");
    }

    /** Lets go of the lines that are not clear. */
    public void forget() {
        lines = null;
        unclear = List.of();
    }

    /** Lets go of somebody who is new. */
    public void leaveOut(int index) {
        newcomers.remove(index);
    }

    /** Lets go of everybody who is new. */
    public void leaveAllOut() {
        newcomers.clear();
    }

    /** Who is on the list and new to the school. */
    public List<Newcomer> getNewcomers() {
        return newcomers;
    }

    /** Who was chosen so far. */
    public Picker getPicker() {
        return picker;
    }

    /** Lines that name nobody, or more than one. */
    public List<Unclear> getUnclear() {
        return unclear;
    }

    /** Names of those who are in the group already. */
    public List<String> getAlready() {
        return already;
    }

    /** What was pasted. */
    public String getLines() {
        return lines;
    }

    /** Takes what was pasted. */
    public void setLines(String lines) {
        this.lines = lines;
    }

    /** The first day. */
    public LocalDate getFromDate() {
        return fromDate;
    }

    /** Takes the first day. */
    public void setFromDate(LocalDate fromDate) {
        this.fromDate = fromDate;
    }

    /** The last day; null without an end. */
    public LocalDate getToDate() {
        return toDate;
    }

    /** Takes the last day. */
    public void setToDate(LocalDate toDate) {
        this.toDate = toDate;
    }

    /** What the group is called. */
    public String getCode() {
        return code;
    }

    /** Which group. */
    public Long getId() {
        return id;
    }

    /** Takes which group. */
    public void setId(Long id) {
        this.id = id;
    }
}
