package org.lectern.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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

    /**
     * One of several writes of the same kind.
     *
     * @param entityId see {@link #record}
     * @param subjectId see {@link #record}
     * @param before see {@link #record}
     * @param after see {@link #record}
     */
    public record Line(Long entityId, Long subjectId, Object before, Object after) {}

    /**
     * Records several writes of the current caller, each as an entry of its own, in one statement.
     *
     * @param action see {@link #record}
     * @param entity see {@link #record}
     * @param lines what was written
     */
    public void recordEach(String action, String entity, List<Line> lines) {
        if (!lines.isEmpty()) {
            writeEach(currentCaller.find(), "system", action, entity, lines);
        }
    }

    /**
     * Records several writes of background work, each as an entry of its own, in one statement.
     *
     * @param actor see {@link #recordAs}
     * @param action see {@link #record}
     * @param entity see {@link #record}
     * @param lines what was written
     */
    public void recordEachAs(String actor, String action, String entity, List<Line> lines) {
        if (!lines.isEmpty()) {
            writeEach(Optional.empty(), actor, action, entity, lines);
        }
    }

    private void writeEach(Optional<Caller> caller, String actor, String action, String entity, List<Line> lines) {
        statements.update(
                """
                insert into audit_entry (account_id, actor, action, entity, entity_id, subject_id, before, after)
                select cast(? as bigint), ?, ?, ?, line.entity_id, line.subject_id,
                    cast(line.before as jsonb), cast(line.after as jsonb)
                from unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[])
                    as line(entity_id, subject_id, before, after)""",
                caller.map(Caller::accountId).orElse(null),
                caller.map(Caller::username).orElse(actor),
                action,
                entity,
                column("bigint", lines, Line::entityId),
                column("bigint", lines, Line::subjectId),
                column("text", lines, line -> json(line.before)),
                column("text", lines, line -> json(line.after)));
    }

    private static Statements.Array column(String type, List<Line> lines, Function<Line, Object> value) {
        return new Statements.Array(type, lines.stream().map(value).toArray());
    }

    private static String json(Object value) {
        return value == null ? null : JSON.toJson(value);
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
                json(before),
                json(after));
    }
}
