package org.lectern.notifications;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Function;
import org.lectern.shared.Statements;

/**
 * Tells people something, in the transaction in which it happens. Each notification leaves an event as well, so that a browser
 * that is open may show it at once.
 */
@ApplicationScoped
public class Notifications {

    private Statements statements;

    /** For the container. */
    protected Notifications() {}

    @Inject
    Notifications(Statements statements) {
        this.statements = statements;
    }

    /**
     * Something that one person is told.
     *
     * @param personId who is told
     * @param kind what it is about
     * @param text the same in a sentence or two, for people
     * @param sectionId the section it is about; null when it is about none
     * @param subjectId the student it is about, when that is not who is told; null otherwise
     */
    public record Message(long personId, NotificationKind kind, String text, Long sectionId, Long subjectId) {}

    /**
     * Tells people who have not switched it off, in one statement however many they are. New grades of a section are not
     * told again before they are read: a teacher enters a column cell by cell.
     */
    public void tell(List<Message> messages) {
        if (messages.isEmpty()) {
            return;
        }
        statements.update(
                """
                with message as (
                    insert into notification (person_id, kind, text, section_id, subject_id)
                    select m.person_id, m.kind, m.text, m.section_id, m.subject_id
                    from unnest(?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::text[]) with ordinality
                        m (person_id, kind, text, section_id, subject_id, topic, place)
                    where not exists (select from notification_choice c
                                      where c.person_id = m.person_id and c.topic = m.topic and not c.wanted)
                        and not (m.kind = 'graded' and exists (
                            select from notification n
                            where n.person_id = m.person_id and n.read_at is null and n.kind = m.kind
                                and n.section_id = m.section_id))
                    order by m.place
                    returning id, person_id, kind)
                insert into outbox_event (topic, person_id, payload)
                select 'notification', person_id, jsonb_build_object('notificationId', id, 'kind', kind) from message""",
                column("bigint", messages, Message::personId),
                column("text", messages, message -> message.kind().code()),
                column("text", messages, Message::text),
                column("bigint", messages, Message::sectionId),
                column("bigint", messages, Message::subjectId),
                column("text", messages, message -> topic(message.kind())));
    }

    private static String topic(NotificationKind kind) {
        return kind.topic() == null ? null : kind.topic().name();
    }

    private static Statements.Array column(String type, List<Message> messages, Function<Message, Object> value) {
        return new Statements.Array(type, messages.stream().map(value).toArray());
    }
}
