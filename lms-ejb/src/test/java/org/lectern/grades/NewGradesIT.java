package org.lectern.grades;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lectern.shared.Caller;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.Roles;
import org.lectern.testing.TestDatabase;
import org.lectern.testing.TestServices;

/** What students are told of grades that are new to them. */
class NewGradesIT {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @RegisterExtension
    static final TestServices services = new TestServices(database);

    private GradedSection section;
    private Caller ada;
    private Caller bo;
    private long test;
    private long hidden;

    @BeforeEach
    void sectionWithAnItemThatIsShownAndOneThatIsNot() {
        section = new GradedSection(database, 2);
        ada = section.students.get(0);
        bo = section.students.get(1);
        test = section.item(null, "Test 1", 50, true);
        hidden = section.item(null, "Surprise", 20, false);
        services.callAs(section.teacher, Roles.TEACHER);
    }

    @Test
    void studentsAreToldOnceUntilTheyHaveReadIt() {
        enter(cell(test, ada, "40", null), cell(test, bo, "30", null));
        enter(cell(test, ada, "41", 0));

        assertEquals(List.of("You have new grades in Chemistry."), told(ada));
        assertEquals(List.of("You have new grades in Chemistry."), told(bo));

        database.execute("update notification set read_at = now() where person_id = ?", ada.personId());
        enter(cell(test, ada, "42", 1));

        assertEquals(2, told(ada).size());
    }

    @Test
    void gradesOfAHiddenItemAreToldWhenItIsShown() {
        enter(cell(hidden, ada, "12", null));

        assertEquals(List.of(), told(ada));

        services.call(
                GradeItemService.class,
                service -> service.update(
                        hidden,
                        new ExpectedVersion(0),
                        new ItemFacts(
                                "Surprise",
                                null,
                                null,
                                section.term,
                                null,
                                null,
                                new BigDecimal("20"),
                                false,
                                true,
                                null)));

        assertEquals(List.of("You have new grades in Chemistry."), told(ada));
        assertEquals(List.of(), told(bo));
    }

    @Test
    void whoHasSwitchedGradesOffIsNotTold() {
        database.execute(
                "insert into notification_choice (person_id, topic, wanted) values (?, 'GRADES', false)",
                ada.personId());

        enter(cell(test, ada, "40", null));

        assertEquals(List.of(), told(ada));
    }

    private void enter(GradeEntries.Cell... cells) {
        services.call(
                GradeEntryService.class,
                service -> service.record(section.id, new GradeEntries(Arrays.asList(cells)), null));
    }

    private static GradeEntries.Cell cell(long item, Caller student, String points, Integer version) {
        return new GradeEntries.Cell(item, student.personId(), new BigDecimal(points), null, null, null, null, version);
    }

    private List<String> told(Caller person) {
        var texts = database.value(
                "select string_agg(text, '|' order by id) from notification where person_id = ? and kind = 'graded'",
                person.personId());
        return texts == null ? List.of() : List.of(texts.split("\\|"));
    }
}
