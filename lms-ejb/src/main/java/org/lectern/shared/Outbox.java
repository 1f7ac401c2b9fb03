package org.lectern.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Tells the other servers, and through them people's browsers, what happened; written in the transaction in which it does. */
@ApplicationScoped
public class Outbox {

    private static final Jsonb JSON = JsonbBuilder.create();

    private Statements statements;

    /** For the container. */
    protected Outbox() {}

    @Inject
    Outbox(Statements statements) {
        this.statements = statements;
    }

    /**
     * Adds an event.
     *
     * @param topic what kind it is, for example {@code register}
     * @param sectionId the section whose members may know; null when it concerns none
     * @param personId the person who may know; null when it concerns no single one
     * @param payload plain values
     */
    public void add(String topic, Long sectionId, Long personId, Map<String, ?> payload) {
        statements.update("""
                insert into outbox_event (topic, section_id, person_id, payload)
                values (?, cast(? as bigint), cast(? as bigint), cast(? as jsonb))""", topic, sectionId, personId, JSON.toJson(payload));
    }

    /**
     * One of several events of the same kind.
     *
     * @param sectionId see {@link #add}
     * @param personId see {@link #add}
     * @param payload see {@link #add}
     */
    public record Line(Long sectionId, Long personId, Map<String, ?> payload) {}

    /**
     * Adds several events of one kind, in one statement.
     *
     * @param topic see {@link #add}
     * @param lines what happened
     */
    public void addEach(String topic, List<Line> lines) {
        if (lines.isEmpty()) {
            return;
        }
        statements.update(
                """
                insert into outbox_event (topic, section_id, person_id, payload)
                select ?, e.section_id, e.person_id, cast(e.payload as jsonb)
                from unnest(?::bigint[], ?::bigint[], ?::text[]) as e (section_id, person_id, payload)""",
                topic,
                column("bigint", lines, Line::sectionId),
                column("bigint", lines, Line::personId),
                column("text", lines, line -> JSON.toJson(line.payload)));
    }

    private static Statements.Array column(String type, List<Line> lines, Function<Line, Object> value) {
        return new Statements.Array(type, lines.stream().map(value).toArray());
    }
}
