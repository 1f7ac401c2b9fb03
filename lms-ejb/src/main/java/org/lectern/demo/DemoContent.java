package org.lectern.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.lectern.demo.DemoSections.Section;

/**
 * What teachers put up for form 10-A and for the other forms of the demo teacher: a unit for each topic, the last of them
 * for later. Their homework is handed in there; who has a result has handed in, and a few did so twice.
 */
final class DemoContent {

    private static final List<String> FORMS = List.of("10-A", "9-B", "8-C");

    private static final String ASSIGNMENTS = """
            insert into assignment (id, section_id, grade_item_id, title, markdown, due_at, attempts, visible_from)
            select row_number() over (order by i.id), i.section_id, i.id, i.title,
                'Hand in **' || i.title || '** as a text or a file.' || E'\\n\\n'
                    || 'Say what you did, and how you know that it is right. Twenty points can be had.',
                (i.due_date + time '17:00') at time zone 'Europe/London', 3, i.assign_date
            from grade_item i where i.maximum = 20 and exists (select from unit u where u.section_id = i.section_id)""";

    /** Times are whole seconds, drawn from the ids: in the two days before it was due, or in the night after it. */
    private static final String SUBMISSIONS = """
            insert into submission (id, assignment_id, student_id, attempt, text, handed_in_at, late, sha256)
            select row_number() over (order by assignment_id, student_id, attempt), assignment_id, student_id, attempt, text,
                at, late,
                encode(sha256(convert_to('assignment ' || assignment_id || E'\\nstudent ' || student_id
                    || E'\\nattempt ' || attempt
                    || E'\\nat ' || to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                    || E'\\ntext ' || encode(sha256(convert_to(text, 'UTF8')), 'hex') || E'\\n', 'UTF8')), 'hex')
            from (
                select a.id as assignment_id, g.student_id, attempt, g.late and attempt = last as late,
                    case when attempt < last then 'A first try at ' || a.title || '. I am not sure of the last part.'
                         else 'My work on ' || a.title || '. I checked every step, and asked at home.' end as text,
                    least(a.due_at + case when g.late and attempt = last
                              then make_interval(mins => cast(20 + (g.student_id * 37 + a.id * 11) % 600 as int))
                              else make_interval(mins => cast(-30 - (g.student_id * 53 + a.id * 29) % 1400
                                  - 1440 * (last - attempt) as int)) end,
                          cast(? as timestamptz)) as at
                from assignment a join grade g on g.item_id = a.grade_item_id and g.status in ('GRADED', 'SUBMITTED')
                cross join lateral (select case when (g.student_id + a.id) % 9 = 0 then 2 else 1 end as last) attempts
                cross join lateral generate_series(1, last) attempt) work""";

    private final DemoTable units = new DemoTable("unit", "id, section_id, title, position, hidden, visible_from");
    private final DemoTable materials =
            new DemoTable("material", "id, unit_id, kind, title, markdown, url, position, hidden");
    private final LocalDate today;

    /** @param today in the school's zone */
    DemoContent(DemoSections sections, LocalDate today) {
        this.today = today;
        for (var section : sections.all()) {
            var ofForm = FORMS.stream().anyMatch(form -> section.code().equals(form + "-MATH"))
                    || section.code().startsWith("10-A-");
            if (ofForm && !section.subject().tests().isEmpty()) {
                add(section);
            }
        }
    }

    private void add(Section section) {
        var topics = section.subject().tests();
        for (var i = 0; i < topics.size(); i++) {
            var topic = topics.get(i);
            var isLast = i == topics.size() - 1;
            var unit = units.count() + 1;
            units.add(unit, section.id(), topic, i + 1, false, isLast ? today.plusDays(14) : null);
            text(unit, 1, "What you will learn", """
                    By the end of this unit you can

                    - explain the main ideas of **%s** in your own words,
                    - use them in new examples,
                    - say where they do not apply.

                    > Bring your exercise book to every lesson.
                    """.formatted(topic), false);
            materials.add(
                    materials.count() + 1,
                    unit,
                    "LINK",
                    "Further reading",
                    null,
                    "https://en.wikipedia.org/wiki/Special:Search?search=" + topic.replaceAll("\\W+", "+"),
                    2,
                    false);
            text(unit, 3, "Answers to the exercises", "They are shown after the test.", true);
        }
    }

    private void text(int unit, int position, String title, String markdown, boolean hidden) {
        materials.add(materials.count() + 1, unit, "TEXT", title, markdown, null, position, hidden);
    }

    /**
     * Writes it, after the grades.
     *
     * @param now nothing was handed in later
     * @throws SQLException when the database refuses one
     */
    void write(Connection connection, Instant now) throws SQLException {
        units.writeWithIds(connection);
        materials.writeWithIds(connection);
        try (var statement = connection.prepareStatement(ASSIGNMENTS)) {
            statement.executeUpdate();
        }
        try (var statement = connection.prepareStatement(SUBMISSIONS)) {
            statement.setObject(1, now.atOffset(ZoneOffset.UTC).withNano(0));
            statement.executeUpdate();
        }
        for (var table : List.of("assignment", "submission")) {
            try (var statement = connection.prepareStatement(
                    "select setval('" + table + "_seq', (select max(id) from " + table + "))")) {
                statement.execute();
            }
        }
    }
}
