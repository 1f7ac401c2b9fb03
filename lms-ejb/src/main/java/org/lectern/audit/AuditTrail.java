package org.lectern.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.util.Optional;
import org.lectern.shared.Caller;
import org.lectern.shared.CurrentCaller;
import org.lectern.shared.Statements;

/**
 * Writes who did what to whom, in the transaction that does it: when that fails, the entry is gone as well. Entries are
 * never changed or deleted; the database refuses it.
 */
@ApplicationScoped
public class AuditTrail {

    private static final Jsonb JSON = JsonbBuilder.create();

    private Statements statements;
    private CurrentCaller currentCaller;

    /** For the container. */
    protected AuditTrail() {}

    @Inject
    AuditTrail(Statements statements, CurrentCaller currentCaller) {
        this.statements = statements;
        this.currentCaller = currentCaller;
    }

    /**
     * Records a write of the current caller.
     *
     * @param action what was done, in the domain's words and the past tense, for example {@code register taken}
     * @param entity the kind of thing, for example {@code lesson}
     * @param entityId the thing; null where there is no single one
     * @param subjectId the person whom it concerns; null where there is no single one
     * @param before a record or map of the values that changed, as they were; null for something new
     * @param after the same values as they are; null for something gone
     */
    public void record(String action, String entity, Long entityId, Long subjectId, Object before, Object after) {
        write(currentCaller.find(), "system", action, entity, entityId, subjectId, before, after);
    }

    /**
     * Records a write of background work.
     *
     * @param actor name of the work, for example {@code import 12}
     * @param action see {@link #record}
     * @param entity see {@link #record}
     * @param entityId see {@link #record}
     * @param subjectId see {@link #record}
     * @param before see {@link #record}
     * @param after see {@link #record}
     */
    public void recordAs(
            String actor, String action, String entity, Long entityId, Long subjectId, Object before, Object after) {
        write(Optional.empty(), actor, action, entity, entityId, subjectId, before, after);
    }

    private void write(
            Optional<Caller> caller,
            String actor,
            String action,
            String entity,
            Long entityId,
            Long subjectId,
            Object before,
            Object after) {
        statements.update(
                """
                insert into audit_entry (account_id, actor, action, entity, entity_id, subject_id, before, after)
                values (cast(? as bigint), ?, ?, ?, cast(? as bigint), cast(? as bigint), cast(? as jsonb), cast(? as jsonb))""",
                caller.map(Caller::accountId).orElse(null),
                caller.map(Caller::username).orElse(actor),
                action,
                entity,
                entityId,
                subjectId,
                before == null ? null : JSON.toJson(before),
                after == null ? null : JSON.toJson(after));
    }
}
