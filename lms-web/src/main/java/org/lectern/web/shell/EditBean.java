package org.lectern.web.shell;

import jakarta.inject.Inject;
import jakarta.validation.Validator;
import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.lectern.audit.AuditService;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.web.tags.Functions;

/**
 * Adds something, or changes it. The form holds what was typed as text, so that nothing is lost that was not understood.
 * When somebody else has changed it in the meantime, what only the other changed is taken over, and what both changed is
 * shown side by side.
 *
 * @param <F> what can be known of it; its members are the fields of the form
 */
public abstract class EditBean<F extends Record> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Class<F> facts;
    private final String kind;

    @Inject
    private LastChange lastChange;

    @Inject
    private School school;

    @Inject
    private Validator validator;

    @Inject
    private Notices notices;

    private Long id;
    private int version;
    private Instant readAt;
    private String name;
    private Map<String, Object> known = new LinkedHashMap<>();
    private Map<String, Object> read = new LinkedHashMap<>();
    private Map<String, Object> typed = new LinkedHashMap<>();
    private Conflict conflict;

    /**
     * A value that two people changed.
     *
     * @param label what it is
     * @param yours what was typed here
     * @param theirs what the other saved
     */
    public record Difference(String label, String yours, String theirs) implements Serializable {}

    /**
     * Changes that met.
     *
     * @param by who changed it; null when nobody is known
     * @param at when; null when it is not known
     * @param differences what both changed
     * @param takenOver labels of what only the other changed
     * @param theirs all values as the other left them
     */
    public record Conflict(
            String by,
            OffsetDateTime at,
            List<Difference> differences,
            List<String> takenOver,
            Map<String, Object> theirs)
            implements Serializable {

        /**
         * Changes that met, and by whose change.
         *
         * @param change the other's, where it is known
         * @param differences see {@link Conflict}
         * @param takenOver see {@link Conflict}
         * @param theirs see {@link Conflict}
         */
        public static Conflict of(
                Optional<AuditService.Entry> change,
                List<Difference> differences,
                List<String> takenOver,
                Map<String, Object> theirs) {
            return new Conflict(
                    change.map(entry -> Objects.requireNonNullElse(entry.actorName(), entry.actor()))
                            .orElse(null),
                    change.map(AuditService.Entry::at).orElse(null),
                    List.copyOf(differences),
                    List.copyOf(takenOver),
                    theirs);
        }
    }

    /**
     * @param facts what can be known of it
     * @param kind as the audit names it; the labels of the fields are {@code kind.field} in the bundle
     */
    protected EditBean(Class<F> facts, String kind) {
        this.facts = facts;
        this.kind = kind;
    }

    /**
     * Reads one.
     *
     * @param key which
     * @return a record with at least a {@code version} and the members that can be known
     * @throws Problem of type NOT_FOUND when there is none
     */
    protected abstract Record get(long key);

    /** Adds one, and says which it is now. */
    protected abstract long create(F typed);

    /** Replaces what is known of one. */
    protected abstract void update(long key, ExpectedVersion expected, F typed);

    /** What one is called. */
    protected abstract String nameOf(Record one);

    /** The page to go to when it is saved. */
    protected abstract String pageOf(long key);

    /** Deletes one that nothing refers to. What cannot be deleted has no button for it. */
    protected void remove(long key) {
        throw new UnsupportedOperationException("No " + kind + " is ever deleted");
    }

    /** The page to go to when it is deleted. */
    protected String pageWithout() {
        throw new UnsupportedOperationException("No " + kind + " is ever deleted");
    }

    /** As the audit numbers it; null where there is only one of its kind. */
    protected Long auditedId() {
        return id;
    }

    /** Puts what other parts of the page hold into the form, before it is saved. */
    protected void gather(Map<String, Object> form) {}

    /** Takes what other parts of the page hold out of the form, when somebody else has changed it. */
    protected void spread(Map<String, Object> form) {}

    /** What is said when one is saved. */
    protected String said(Record saved) {
        return Functions.say(id == null ? "edit.added" : "person.saved", nameOf(saved));
    }

    /** Puts in what a new one has from the beginning. */
    protected void begin(Map<String, Object> fresh) {}

    /** A value as people read it. */
    protected String words(String field, Object value) {
        if (value instanceof Boolean yes) {
            return Functions.say(yes ? "confirm.yes" : "field.no", null);
        }
        if (value instanceof List<?> list) {
            return list.isEmpty() ? Functions.say("person.nothing", null) : Texts.list(list);
        }
        if (value == null) {
            return Functions.say("person.nothing", null);
        }
        var key = words() + field + "." + value;
        var said = Functions.say(key, null);
        return field.equals("status")
                ? Functions.say("life." + value, null)
                : said.equals(key) ? value.toString() : said;
    }

    /** Reads what the address names, if it names one; the page is unknown when there is none. */
    public void read() {
        if (id == null) {
            known.put("status", LifeStatus.ACTIVE);
            begin(known);
            read = texts().shown(facts, known);
            typed = texts().shown(facts, known);
            return;
        }
        try {
            remember();
            typed = texts().shown(facts, known);
        } catch (Problem absent) {
            Paths.unknown();
        }
    }

    /** What a form would show of a record like the one that is edited. */
    protected Map<String, Object> shown(Record one) {
        return texts().shown(facts, Texts.members(one));
    }

    private void remember() {
        var one = get(id);
        known = Texts.members(one);
        version = (int) known.get("version");
        name = nameOf(one);
        readAt = Instant.now();
        read = texts().shown(facts, known);
    }

    private Texts texts() {
        return new Texts(school.getZone());
    }

    /**
     * Saves what was typed.
     *
     * @return the page to go to; null when something has to be mended or decided first
     */
    public String save() {
        typed.values().forEach(value -> {
            if (value instanceof List<?> rows) {
                rows.removeIf(row -> row instanceof Map<?, ?> texts
                        && texts.values().stream().allMatch(text -> text == null || text.equals("")));
            }
        });
        gather(typed);
        var meant = texts().meant(facts, typed, read, known, notices);
        if (meant == null) {
            return null;
        }
        var violations = validator.validate(meant);
        if (!violations.isEmpty()) {
            notices.refuse(violations);
            return null;
        }
        long[] saved = {id == null ? 0 : id};
        var stale = new boolean[1];
        if (!notices.attempt(() -> {
            try {
                if (id == null) {
                    saved[0] = create(meant);
                } else {
                    update(id, new ExpectedVersion(version), meant);
                }
            } catch (Problem problem) {
                stale[0] = problem.type() == ProblemType.STALE_VERSION;
                if (!stale[0]) {
                    throw problem;
                }
            }
        })) {
            return null;
        }
        if (stale[0]) {
            merge();
            return null;
        }
        notices.done(said(get(saved[0])));
        var page = pageOf(saved[0]);
        return page + (page.contains("?") ? "&" : "?") + "faces-redirect=true";
    }

    /**
     * Deletes it.
     *
     * @return the page to go to; null when something refers to it
     */
    public String delete() {
        if (!notices.attempt(() -> remove(id))) {
            return null;
        }
        notices.done(Functions.say("edit.deleted", name));
        var page = pageWithout();
        return page + (page.contains("?") ? "&" : "?") + "faces-redirect=true";
    }

    /** Adds an empty row to a list of the form. */
    @SuppressWarnings("unchecked")
    public void addRow(String field) {
        ((List<Object>) typed.get(field)).add(new LinkedHashMap<String, Object>());
    }

    /** Takes a row out of a list of the form. */
    public void removeRow(String field, int index) {
        ((List<?>) typed.get(field)).remove(index);
    }

    /** Puts what the other saved into the form wherever both changed something. */
    public void takeTheirs() {
        typed = new LinkedHashMap<>(conflict.theirs);
        conflict = null;
        spread(typed);
    }

    private void merge() {
        var before = read;
        var beganAt = readAt;
        remember();
        var differences = new ArrayList<Difference>();
        var takenOver = new ArrayList<String>();
        var theirs = new LinkedHashMap<>(typed);
        read.forEach((field, now) -> {
            var mine = typed.get(field);
            if (Objects.equals(now, before.get(field)) || Objects.equals(now, mine)) {
                return;
            }
            theirs.put(field, Texts.copy(now));
            if (Objects.equals(mine, before.get(field))) {
                typed.put(field, Texts.copy(now));
                takenOver.add(label(field));
            } else {
                differences.add(new Difference(label(field), words(field, mine), words(field, now)));
            }
        });
        conflict = Conflict.of(lastChange.of(kind, auditedId(), beganAt), differences, takenOver, theirs);
        spread(typed);
    }

    private String label(String field) {
        return Functions.say(words() + field, null);
    }

    /** What the keys of its words in the bundle begin with. */
    private String words() {
        return kind.replace(' ', '-') + ".";
    }

    /** What stands in the form, by the names of the members. */
    public Map<String, Object> getTyped() {
        return typed;
    }

    /** What is known of it beyond the form; empty for a new one. */
    public Map<String, Object> getKnown() {
        return known;
    }

    /** What can be chosen as status. */
    public LifeStatus[] getStatuses() {
        return LifeStatus.values();
    }

    /** The changes that met; null when none did. */
    public Conflict getConflict() {
        return conflict;
    }

    /** The page that tells who changed it, and what. */
    public String getHistory() {
        return "/admin/audit/list.xhtml?entity=" + URLEncoder.encode(kind, StandardCharsets.UTF_8)
                + (auditedId() == null ? "" : "&id=" + auditedId());
    }

    /** What it is called; null for a new one. */
    public String getName() {
        return name;
    }

    /** Whether one is added. */
    public boolean isFresh() {
        return id == null;
    }

    /** Which; null for a new one. */
    public Long getId() {
        return id;
    }

    /** Takes which. */
    public void setId(Long id) {
        this.id = id;
    }
}
