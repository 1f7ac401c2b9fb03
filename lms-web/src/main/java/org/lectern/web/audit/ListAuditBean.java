package org.lectern.web.audit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.lectern.audit.AuditService;
import org.lectern.shared.Page;

/**
 * Who changed what, newest first, for {@code /admin/audit/list.xhtml}. Everything is in the address, so that a list can
 * be sent to a colleague.
 */
@Named
@RequestScoped
public class ListAuditBean {

    @Inject
    private AuditService auditService;

    private String who;
    private String entity;
    private Long entityId;
    private Long subjectId;
    private String after;
    private Page<AuditService.Entry> page;

    /** Reads the page that the address asks for. */
    public void read() {
        page = auditService.list(
                new AuditService.Filter(who, null, entity, entityId, subjectId, null, null), null, after);
    }

    /** The entries; none while a form of the frame is being read. */
    public List<AuditService.Entry> getEntries() {
        return page == null ? List.of() : page.items();
    }

    /** Where older entries begin; null when there are none. */
    public String getNext() {
        return page == null ? null : page.next();
    }

    /** The kinds of things there are entries of. */
    public List<String> getEntities() {
        return auditService.entities();
    }

    /** Whether anything narrows the list. */
    public boolean isFiltered() {
        return who != null || entity != null || entityId != null || subjectId != null;
    }

    /** Whose doing. */
    public String getWho() {
        return who;
    }

    /** Asks for what one account or background task did. */
    public void setWho(String who) {
        this.who = who == null ? null : who.strip();
    }

    /** Of which kind of thing. */
    public String getEntity() {
        return entity;
    }

    /** Asks for one kind of thing. */
    public void setEntity(String entity) {
        this.entity = entity;
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

    /** Where the page begins. */
    public String getAfter() {
        return after;
    }

    /** Asks for older entries. */
    public void setAfter(String after) {
        this.after = after;
    }
}
