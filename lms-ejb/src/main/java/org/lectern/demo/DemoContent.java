package org.lectern.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.lectern.demo.DemoSections.Section;
import org.lectern.files.FileName;
import org.lectern.files.FileStore;

/**
 * What teachers put up for form 10-A and for the other forms of the demo teacher: a unit for each topic, the last of them
 * for later, with texts, links and files. Their homework is handed in there; who has a result has handed in, a few did so
 * twice, and some of 10-A sent the demo teacher a file.
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

    /** The lines of a receipt, but those of its files. */
    private static final String LINES = """
            'assignment ' || assignment_id || E'\\nstudent ' || student_id || E'\\nattempt ' || attempt
                || E'\\nat ' || to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                || E'\\ntext ' || encode(sha256(convert_to(text, 'UTF8')), 'hex') || E'\\n'""";

    /** Times are whole seconds, drawn from the ids: in the two days before it was due, or in the night after it. */
    private static final String SUBMISSIONS = """
            insert into submission (id, assignment_id, student_id, attempt, text, handed_in_at, late, sha256)
            select row_number() over (order by assignment_id, student_id, attempt), assignment_id, student_id, attempt, text,
                at, late,
                encode(sha256(convert_to($lines, 'UTF8')), 'hex')
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
                cross join lateral generate_series(1, last) attempt) work""".replace("$lines", LINES);

    /** The newest attempts of some students at the newest work that was handed in to a section. */
    private static final String LATEST = """
            select s.id, s.student_id, p.given_name || ' ' || p.family_name, a.title, s.handed_in_at
            from submission s join assignment a on a.id = s.assignment_id join person p on p.id = s.student_id
            where a.id = (select a.id from assignment a join submission s on s.assignment_id = a.id
                          where a.section_id = ? group by a.id having count(distinct s.student_id) > 8
                          order by a.due_at desc, a.id limit 1)
                and s.attempt = (select max(n.attempt) from submission n
                                 where n.assignment_id = s.assignment_id and n.student_id = s.student_id)
            order by s.id limit 8""";

    /** A receipt names the files as well. */
    private static final String SIGN = """
            update submission set sha256 = encode(sha256(convert_to(lines, 'UTF8')), 'hex')
            from (select s.id, $lines || file.lines as lines
                  from (select id, assignment_id, student_id, attempt, text, handed_in_at as at from submission) s
                  join (select x.submission_id, string_agg('file ' || f.sha256 || ' ' || f.name || E'\\n', '' order by x.position)
                            as lines
                        from submission_file x join stored_file f on f.id = x.file_id group by 1) file
                      on file.submission_id = s.id) signed
            where signed.id = submission.id""".replace("$lines", LINES);

    private final DemoTable units = new DemoTable("unit", "id, section_id, title, position, hidden, visible_from");
    private final DemoTable materials =
            new DemoTable("material", "id, unit_id, kind, title, markdown, url, file_id, position, hidden");
    private final DemoTable submissionFiles = new DemoTable("submission_file", "submission_id, file_id, position");
    private final LocalDate today;
    private final Instant now;
    private final DemoFiles files;
    private final Section ofDemoTeacher;

    /**
     * @param files takes what is handed out and handed in
     * @param today in the school's zone
     * @param now nothing was handed in later
     */
    DemoContent(DemoSections sections, DemoFiles files, LocalDate today, Instant now) {
        this.today = today;
        this.now = now;
        this.files = files;
        this.ofDemoTeacher = sections.all().stream()
                .filter(section -> section.code().equals("10-A-MATH"))
                .findFirst()
                .orElseThrow();
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
                    null,
                    2,
                    false);
            if (i == 0 || section.subject() == DemoSubject.MATH) {
                file(
                        section,
                        unit,
                        3,
                        "Worksheet",
                        FileName.portable(topic + ".pdf"),
                        "application/pdf",
                        worksheet(topic, section));
            }
            if (i == 0 && section.subject() == DemoSubject.MATH) {
                file(
                        section,
                        unit,
                        4,
                        "Sketch for the board",
                        "sketch.png",
                        "image/png",
                        DemoPapers.sketch(section.id()));
                file(section, unit, 5, "Words to know", "words.txt", "text/plain", DemoFiles.text("""
                        term      a number, a letter, or both multiplied
                        factor    what is multiplied
                        root      where a curve meets the x-axis
                        gradient  how steep a line is: up divided by across
                        """));
            }
            text(unit, 6, "Answers to the exercises", "They are shown after the test.", true);
        }
    }

    private byte[] worksheet(String topic, Section section) {
        return DemoPapers.pdf(
                topic,
                section.title(),
                List.of(
                        "Write down, in your own words, what " + topic + " is about.",
                        "Give two examples: one from the lesson and one of your own.",
                        "Where would it not work? Say why.",
                        "What do you still want to ask?"),
                now);
    }

    private void file(Section section, int unit, int position, String title, String name, String type, byte[] content) {
        int file = files.add(section.id(), section.teacher().id(), name, type, content);
        materials.add(materials.count() + 1, unit, "FILE", title, null, null, file, position, false);
    }

    private void text(int unit, int position, String title, String markdown, boolean hidden) {
        materials.add(materials.count() + 1, unit, "TEXT", title, markdown, null, null, position, hidden);
    }

    /**
     * Writes it, after the grades and the files that were added before.
     *
     * @param store takes the bytes of what is handed in
     * @throws SQLException when the database refuses one
     */
    void write(Connection connection, FileStore store) throws SQLException {
        units.writeWithIds(connection);
        materials.writeWithIds(connection);
        try (var statement = connection.prepareStatement(ASSIGNMENTS)) {
            statement.executeUpdate();
        }
        try (var statement = connection.prepareStatement(SUBMISSIONS)) {
            statement.setObject(1, now.atOffset(ZoneOffset.UTC).withNano(0));
            statement.executeUpdate();
        }
        handInFiles(connection, store);
        for (var table : List.of("assignment", "submission", "stored_file")) {
            try (var statement = connection.prepareStatement(
                    "select setval('" + table + "_seq', (select max(id) from " + table + "))")) {
                statement.execute();
            }
        }
    }

    /** Some write on paper, some type. */
    private void handInFiles(Connection connection, FileStore store) throws SQLException {
        try (var statement = connection.prepareStatement(LATEST)) {
            statement.setInt(1, ofDemoTeacher.id());
            try (var row = statement.executeQuery()) {
                for (int i = 0; row.next(); i++) {
                    var name = row.getString(3);
                    var title = row.getString(4);
                    int file = i % 2 == 0
                            ? files.add(
                                    ofDemoTeacher.id(),
                                    row.getLong(2),
                                    "homework.pdf",
                                    "application/pdf",
                                    DemoPapers.pdf(
                                            title,
                                            ofDemoTeacher.title(),
                                            List.of("What I did", "How I know that it is right"),
                                            row.getTimestamp(5).toInstant()))
                            : files.add(
                                    ofDemoTeacher.id(),
                                    row.getLong(2),
                                    "homework.txt",
                                    "text/plain",
                                    DemoFiles.text(title + "\n" + name
                                            + "\n\nI put it into steps and checked each of them.\n"));
                    submissionFiles.add(row.getLong(1), file, 1);
                }
            }
        }
        files.write(connection, store);
        submissionFiles.write(connection);
        try (var statement = connection.prepareStatement(SIGN)) {
            statement.executeUpdate();
        }
    }
}
