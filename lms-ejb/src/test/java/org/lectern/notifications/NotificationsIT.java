package org.lectern.notifications;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.notifications.Notifications.Message;
import org.lectern.shared.Caller;
import org.lectern.testing.SmallSchool;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

class NotificationsIT {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @RegisterExtension
    static final TestServices services = new TestServices(database);

    private Caller ada;
    private Caller bo;

    @BeforeEach
    void two() {
        var school = new SmallSchool(database);
        ada = school.person("Ada", "Noor", "STUDENT");
        bo = school.person("Bo", "Lind", "STUDENT");
    }

    @Test
    void whatSomebodyHasSwitchedOffIsToldToOthersOnly() {
        choose(ada, NotificationTopic.ASSIGNMENTS, false);
        choose(bo, NotificationTopic.ASSIGNMENTS, true);

        tell(message(ada, NotificationKind.WORK_SET), message(bo, NotificationKind.WORK_SET));

        assertEquals(List.of(), told(ada));
        assertEquals(List.of("work-set"), told(bo));
        assertEquals("0", database.value("select count(*) from outbox_event where person_id = ?", ada.personId()));
        assertEquals("1", database.value("select count(*) from outbox_event where person_id = ?", bo.personId()));
    }

    @Test
    void otherTopicsAreToldStill() {
        choose(ada, NotificationTopic.ASSIGNMENTS, false);

        tell(message(ada, NotificationKind.WORK_SET), message(ada, NotificationKind.WORK_MARKED));

        assertEquals(List.of("work-marked"), told(ada));
    }

    @Test
    void aSeatADecisionAndAnOwnWarningAreToldWhateverIsChosen() {
        for (var topic : NotificationTopic.values()) {
            choose(ada, topic, false);
        }

        tell(Arrays.stream(NotificationKind.values())
                .map(kind -> message(ada, kind))
                .toArray(Message[]::new));

        assertEquals(List.of("attendance-warning", "absence-decided", "seat-passed", "seat-free"), told(ada));
    }

    private static Message message(Caller person, NotificationKind kind) {
        return new Message(person.personId(), kind, "Something", null, null);
    }

    private static void choose(Caller person, NotificationTopic topic, boolean wanted) {
        database.execute(
                "insert into notification_choice (person_id, topic, wanted) values (?, ?, ?)",
                person.personId(),
                topic.name(),
                wanted);
    }

    private static void tell(Message... messages) {
        services.run(Notifications.class, notifications -> notifications.tell(List.of(messages)));
    }

    /** Kinds, newest first. */
    private static List<String> told(Caller person) {
        return services
                .call(person, NotificationService.class, service -> service.list(false, null, null))
                .items()
                .stream()
                .map(Notification::kind)
                .toList();
    }
}
