package org.lectern.web.audit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lectern.audit.AuditService;
import org.lectern.people.PeopleService;
import org.lectern.shared.Page;
import org.lectern.shared.Problem;
import org.lectern.web.shell.Language;
import org.lectern.web.shell.School;

/**
 * Who changed what, newest first, for {@code /admin/audit/list.xhtml}. Everything is in the address, so that a list can
 * be sent to a colleague.
 */
@Named
@RequestScoped
public class ListAuditBean {

    /** How many people are offered when a name does not tell whom is meant. */
    private static final int MEANT = 6;

    @Inject
    private AuditService auditService;

    @Inject
    private PeopleService peopleService;

    @Inject
    private School school;

    @Inject
    private Language language;

    private String who;
    private String action;
    private String entity;
    private Long entityId;
    private Long subjectId;
    private String about;
    private LocalDate from;
    private LocalDate to;
    private String after;
    private Page<AuditService.Entry> page;
    private List<AuditWords.Line> lines = List.of();
    private List<PeopleService.PersonRow> meant = List.of();
    private String subject;

    /** Reads the page that the address asks for. A name that only one person has is as good as the person. */
    public void read() {
        if (about != null && subjectId == null) {
            meant = peopleService.list(about, null, null, MEANT, null).items();
            if (meant.size() != 1) {
                page = new Page<>(List.of(), null);
                return;
            }
            subjectId = meant.get(0).id();
        }
        if (subjectId != null) {
            subject = nameOf(subjectId);
        }
        page = auditService.list(
                new AuditService.Filter(who, action, entity, entityId, subjectId, from, to), null, after);
        lines = AuditWords.of(page.items(), auditService, language.getLocale(), school.getZone());
    }

    private String nameOf(long person) {
        try {
            return peopleService.get(person).name();
        } catch (Problem unknown) {
            return Long.toString(person);
        }
    }

    /** The entries in words; none while a form of the frame is being read. */
    public List<AuditWords.Line> getLines() {
        return lines;
    }

    /** Where older entries begin; null when there are none. */
    public String getNext() {
        return page == null ? null : page.next();
    }

    /** The kinds of things there are entries of. */
    public List<String> getEntities() {
        return auditService.entities();
    }

    /** What has been done. */
    public List<String> getActions() {
        return auditService.actions();
    }

    /** A kind of thing, as people call it. */
    public String kind(String name) {
        return AuditWords.kind(language.getLocale(), name);
    }

    /** People whom a name may mean; empty when it is clear. */
    public List<PeopleService.PersonRow> getMeant() {
        return subjectId == null ? meant : List.of();
    }

    /** Whether anything narrows the list. */
    public boolean isFiltered() {
        return !parameters().isEmpty();
    }

    /** The filters as they stand in an address. */
    public String getQuery() {
        return parameters().entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        put(parameters, "who", who);
        put(parameters, "action", action);
        put(parameters, "entity", entity);
        put(parameters, "id", entityId);
        put(parameters, "person", subjectId);
        put(parameters, "about", subjectId == null ? about : null);
        put(parameters, "from", from);
        put(parameters, "to", to);
        return parameters;
    }

    private static void put(Map<String, String> parameters, String name, Object value) {
        if (value != null) {
            parameters.put(name, value.toString());
        }
    }

    private static String tidy(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** Whose doing. */
    public String getWho() {
        return who;
    }

    /** Asks for what one account or background task did. */
    public void setWho(String who) {
        this.who = tidy(who);
    }

    /** What was done. */
    public String getAction() {
        return action;
    }

    /** Asks for one thing to do. */
    public void setAction(String action) {
        this.action = tidy(action);
    }

    /** Of which kind of thing. */
    public String getEntity() {
        return entity;
    }

    /** Asks for one kind of thing. */
    public void setEntity(String entity) {
        this.entity = tidy(entity);
    }

    /** Of which thing. */
    public Long getEntityId() {
        return entityId;
    }

    /** Asks for one thing. */
    public void setEntityId(Long entityId) {
        this.entityId = entityId;
    }

    /** About whom. */
    public Long getSubjectId() {
        return subjectId;
    }

    /** Asks for what concerns one person. */
    public void setSubjectId(Long subjectId) {
        this.subjectId = subjectId;
    }

    /** The name of whom it is about: as it is known, else as it was typed. */
    public String getAbout() {
        return subject == null ? about : subject;
    }

    /** Asks for what concerns somebody of a name. */
    public void setAbout(String about) {
        this.about = tidy(about);
    }

    /** The first day; null for no first. */
    public LocalDate getFrom() {
        return from;
    }

    /** Takes the first day. */
    public void setFrom(LocalDate from) {
        this.from = from;
    }

    /** The last day; null for no last. */
    public LocalDate getTo() {
        return to;
    }

    /** Takes the last day. */
    public void setTo(LocalDate to) {
        this.to = to;
    }

    /** Where the page begins. */
    public String getAfter() {
        return after;
    }

    /** Asks for older entries. */
    public void setAfter(String after) {
        this.after = after;
    }
}
