package org.lectern.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.util.Map;

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
}
