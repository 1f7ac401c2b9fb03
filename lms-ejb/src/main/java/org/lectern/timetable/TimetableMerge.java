package org.lectern.timetable;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.lectern.shared.Statements;
import org.lectern.timetable.TimetablePlan.Meeters;
import org.lectern.timetable.TimetablePlan.Meeting;

/**
 * Brings what a file says of a timetable into an academic session, in the transaction of a connection: all of it, or
 * nothing. The same file again changes nothing; what a file does not name stays. A number of statements does it that does
 * not grow with the file.
 */
final class TimetableMerge {

    /** How many clashes a result tells. */
    private static final int LISTED_CLASHES = 100;

    /** How many meetings without a time a result tells; a large school has fewer. */
    private static final int LISTED_UNPLACED = 5000;

    private static final String TEACHERS = """
            select g.word, array_agg(distinct p.id) from unnest(?::text[]) as g (word)
            join person p on p.sourced_id = 'fet:teacher:' || g.word or lower(p.email) = lower(g.word)
                or p.identifier = g.word or lower(p.given_name || ' ' || p.family_name) = lower(g.word)
                or lower(coalesce(p.preferred_given_name, p.given_name) || ' '
                    || coalesce(p.preferred_family_name, p.family_name)) = lower(g.word)
                or p.id = (select a.person_id from account a where lower(a.username) = lower(g.word))
            where p.status = 'ACTIVE'
                and exists (select 1 from person_role r where r.person_id = p.id and r.role = 'TEACHER')
            group by g.word""";

    private static final String COURSES = """
            select distinct on (g.name) g.name, c.id from unnest(?::text[]) as g (name)
            join course c on c.status = 'ACTIVE' and (c.sourced_id = 'fet:subject:' || g.name
                or lower(c.code) = lower(g.name) or lower(c.title) = lower(g.name))
            order by g.name, c.sourced_id is not distinct from 'fet:subject:' || g.name desc, c.id""";

    private static final String SECTIONS_BY_CODE = """
            select c.code, c.id from section c
            where c.code = any(?) and c.status = 'ACTIVE' and (c.academic_session_id = ? or exists (
                select 1 from section_term x where x.section_id = c.id and x.academic_session_id = ?))""";

    private static final String SLOTS = """
            select id, sourced_id, section_id, weekday, start_time, end_time, room_id, teacher_id, week_cycle
            from timetable_slot where section_id = any(?)""";

    private final Connection connection;
    private final TimetablePlan plan;
    private final Options options;
    private final Map<String, Long> rooms = new HashMap<>();
    private final Map<String, Long> groups = new HashMap<>();
    private final Map<String, Long> teachers = new HashMap<>();
    private final Map<String, Long> sections = new HashMap<>();
    private final List<Written> written = new ArrayList<>();
    private final Map<String, List<String>> made = new LinkedHashMap<>();

    /**
     * How to merge.
     *
     * @param format of the file
     * @param name of the file
     * @param sessionId where the sections run
     * @param dryRun whether to change nothing in the end
     * @param zone of the school
     * @param now lessons before it stay
     * @param accountId whose doing it is; null for nobody's
     * @param actor for the audit
     * @param jobId under which the changes are listed; null for none
     */
    record Options(
            String format,
            String name,
            long sessionId,
            boolean dryRun,
            ZoneId zone,
            Instant now,
            Long accountId,
            String actor,
            Long jobId) {}

    private record Named(String name, long id, boolean isNew) {}

    private record Known(String word, List<Long> ids) {}

    private record Written(String action, String entity, long id, long line, String label) {}

    /** A slot, as it is or as it is to be. */
    private record SlotRow(
            Long id,
            String key,
            long sectionId,
            int weekday,
            LocalTime start,
            LocalTime end,
            Long roomId,
            Long teacherId,
            WeekCycle cycle,
            long line) {

        /** What tells it from others where the file has no key. */
        private List<Object> place() {
            return List.of(sectionId, weekday, start, cycle);
        }

        private boolean says(SlotRow other) {
            return place().equals(other.place())
                    && end.equals(other.end)
                    && Objects.equals(roomId, other.roomId)
                    && Objects.equals(teacherId, other.teacherId);
        }
    }

    TimetableMerge(Connection connection, TimetablePlan plan, Options options) {
        this.connection = connection;
        this.plan = plan;
        this.options = options;
    }

    /**
     * Merges.
     *
     * @param progress is told 0 to 100; may throw to end it
     * @return the job's result
     * @throws org.lectern.jobs.JobFailure with every fault
     */
    String run(IntConsumer progress) throws SQLException {
        var session = session();
        plan.refuse();
        Statements.update(connection, "savepoint before_timetable");
        // compiling a statement that runs once costs more than running it
        Statements.update(connection, "set local jit = off");
        rooms();
        groups();
        teachers();
        if (plan.complete) {
            makeSections();
        } else {
            findSections(session);
        }
        plan.refuse();
        progress.accept(40);
        var slots = slots();
        plan.refuse();
        var remade = new LessonMaker(connection, options.zone, options.now).makePossible(slots.touched);
        progress.accept(85);
        var clashes = Statements.list(connection, SlotClash.SQL, SlotClash::read, LISTED_CLASHES * 10).stream()
                .filter(clash -> slots.all.contains(clash.first().slotId())
                        || slots.all.contains(clash.second().slotId()))
                .toList();
        var result = result(session, slots, remade, clashes);
        if (options.dryRun) {
            Statements.update(connection, "rollback to savepoint before_timetable");
        } else {
            audit(result);
        }
        listChanges();
        return result;
    }

    private String session() throws SQLException {
        var titles = Statements.list(
                connection,
                "select title from academic_session where id = ? and status = 'ACTIVE'",
                row -> row.getString(1),
                options.sessionId);
        if (titles.isEmpty()) {
            plan.fault(null, "academicSessionId", "There is no academic session " + options.sessionId + " in use.");
            return null;
        }
        return titles.get(0);
    }

    private void rooms() throws SQLException {
        keep(
                "room",
                rooms,
                Statements.list(
                        connection,
                        """
                with given as (select * from unnest(?::text[], ?::int[]) as g (code, capacity)),
                added as (insert into room (code, capacity) select code, capacity from given
                    on conflict (code) do nothing returning code, id)
                select code, id, true from added
                union all select r.code, r.id, false from room r join given using (code) order by 1""",
                        row -> new Named(row.getString(1), row.getLong(2), row.getBoolean(3)),
                        texts(plan.rooms.keySet()),
                        new Statements.Array("int", plan.rooms.values().toArray())));
    }

    private void groups() throws SQLException {
        keep(
                "student_group",
                groups,
                Statements.list(
                        connection,
                        """
                with given as (select * from unnest(?::text[], ?::text[]) as g (code, kind)),
                added as (insert into student_group (code, title, kind) select code, code, kind from given
                    on conflict (code) do nothing returning code, id)
                select code, id, true from added
                union all select r.code, r.id, false from student_group r join given using (code) order by 1""",
                        row -> new Named(row.getString(1), row.getLong(2), row.getBoolean(3)),
                        texts(plan.groups.keySet()),
                        texts(plan.groups.values().stream().map(Enum::name).toList())));
    }

    private void teachers() throws SQLException {
        Set<String> words = new LinkedHashSet<>();
        plan.sections.values().forEach(meeters -> words.addAll(meeters.teachers()));
        plan.meetings.stream().map(Meeting::teacher).filter(Objects::nonNull).forEach(words::add);
        Map<String, List<Long>> known = new HashMap<>();
        Statements.list(
                        connection,
                        TEACHERS,
                        row -> new Known(row.getString(1), List.of((Long[])
                                row.getArray(2).getArray())),
                        texts(words))
                .forEach(teacher -> known.put(teacher.word, teacher.ids));
        known.forEach((word, ids) -> teachers.put(word, ids.get(0)));
        List<String> missing =
                words.stream().filter(word -> !known.containsKey(word)).toList();
        for (var meeting : plan.meetings) {
            var ids = known.get(meeting.teacher());
            if (ids != null && ids.size() > 1) {
                plan.fault(
                        meeting.line(), "teacher", "'" + meeting.teacher() + "' may be " + ids.size() + " teachers.");
            } else if (meeting.teacher() != null && ids == null && !plan.complete) {
                plan.fault(meeting.line(), "teacher", "There is no teacher '" + meeting.teacher() + "'.");
            }
        }
        if (plan.complete) {
            keep(
                    "person",
                    teachers,
                    Statements.list(
                            connection,
                            """
                    with added as (insert into person (sourced_id, given_name, family_name)
                        select 'fet:teacher:' || word, given, family from unnest(?::text[], ?::text[], ?::text[])
                            as g (word, given, family) returning id, sourced_id),
                    role as (insert into person_role (person_id, role) select id, 'TEACHER' from added)
                    select substr(sourced_id, 13), id from added order by 1""",
                            row -> new Named(row.getString(1), row.getLong(2), true),
                            texts(missing),
                            texts(missing.stream()
                                    .map(TimetableMerge::givenName)
                                    .toList()),
                            texts(missing.stream()
                                    .map(TimetableMerge::familyName)
                                    .toList())));
        }
    }

    /** All words but the last; where there is one only, a dash, because a person has two names. */
    private static String givenName(String name) {
        int split = name.lastIndexOf(' ');
        return split < 0 ? "–" : name.substring(0, split).strip();
    }

    private static String familyName(String name) {
        return name.substring(name.lastIndexOf(' ') + 1);
    }

    private void findSections(String session) throws SQLException {
        Statements.list(
                        connection,
                        SECTIONS_BY_CODE,
                        row -> new Named(row.getString(1), row.getLong(2), false),
                        texts(plan.sections.keySet()),
                        options.sessionId,
                        options.sessionId)
                .forEach(section -> sections.put(section.name, section.id));
        plan.sections.forEach((code, meeters) -> {
            if (!sections.containsKey(code)) {
                plan.fault(meeters.line(), "section", "There is no section '" + code + "' in " + session + ".");
            }
        });
    }

    private void makeSections() throws SQLException {
        Map<String, Long> courses = new HashMap<>();
        var subjects =
                plan.sections.values().stream().map(Meeters::subject).distinct().toList();
        Statements.list(connection, COURSES, row -> new Named(row.getString(1), row.getLong(2), false), texts(subjects))
                .forEach(course -> courses.put(course.name, course.id));
        keep(
                "course",
                courses,
                Statements.list(
                        connection,
                        """
                insert into course (sourced_id, code, title)
                select 'fet:subject:' || name, name, name from unnest(?::text[]) as g (name) returning code, id""",
                        row -> new Named(row.getString(1), row.getLong(2), true),
                        texts(subjects.stream()
                                .filter(subject -> !courses.containsKey(subject))
                                .toList())));

        var prefix = "fet:" + options.sessionId + ":";
        Statements.list(
                        connection,
                        "select sourced_id, id from section where sourced_id = any(?)",
                        row -> new Named(row.getString(1).substring(prefix.length()), row.getLong(2), false),
                        texts(plan.sections.keySet().stream()
                                .map(key -> prefix + key)
                                .toList()))
                .forEach(section -> sections.put(section.name, section.id));
        Set<String> codes = new HashSet<>(Statements.list(
                connection,
                "select code from section where academic_session_id = ?",
                row -> row.getString(1),
                options.sessionId));
        List<String> missing = plan.sections.keySet().stream()
                .filter(key -> !sections.containsKey(key))
                .toList();
        List<Meeters> meeters = missing.stream().map(plan.sections::get).toList();
        keep(
                "section",
                sections,
                Statements.list(
                        connection,
                        """
                insert into section (sourced_id, academic_session_id, course_id, student_group_id, code, title)
                select ? || key, ?, course_id, student_group_id, code, title
                from unnest(?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::text[])
                    as g (key, course_id, student_group_id, code, title)
                returning substr(sourced_id, ?), id""",
                        row -> new Named(row.getString(1), row.getLong(2), true),
                        prefix,
                        options.sessionId,
                        texts(missing),
                        numbers(meeters, each -> courses.get(each.subject())),
                        numbers(
                                meeters,
                                each -> each.groups().size() == 1
                                        ? groups.get(each.groups().get(0))
                                        : null),
                        texts(meeters.stream().map(each -> code(each, codes)).toList()),
                        texts(meeters.stream().map(Meeters::subject).toList()),
                        prefix.length() + 1));
        assignTeachers();
    }

    /** The subject, with the groups and then a number where that is needed to tell it from others. */
    private static String code(Meeters meeters, Set<String> taken) {
        var code = meeters.subject();
        if (!taken.add(code)) {
            var withGroups = code + " (" + String.join(", ", meeters.groups()) + ")";
            code = withGroups;
            for (int i = 2; !taken.add(code); i++) {
                code = withGroups + " " + i;
            }
        }
        return code;
    }

    private void assignTeachers() throws SQLException {
        List<Long> sectionIds = new ArrayList<>();
        List<Long> teacherIds = new ArrayList<>();
        List<String> roles = new ArrayList<>();
        plan.sections.forEach((key, meeters) -> {
            for (var teacher : new LinkedHashSet<>(meeters.teachers())) {
                sectionIds.add(sections.get(key));
                teacherIds.add(teachers.get(teacher));
                roles.add(teacher.equals(meeters.teachers().get(0)) ? "LEAD" : "ASSISTANT");
            }
        });
        Statements.update(
                connection,
                """
                insert into teacher_assignment (section_id, teacher_id, role)
                select g.* from unnest(?::bigint[], ?::bigint[], ?::text[]) as g (section_id, teacher_id, role)
                where not exists (select 1 from teacher_assignment d
                    where d.section_id = g.section_id and d.teacher_id = g.teacher_id)""",
                new Statements.Array("bigint", sectionIds.toArray()),
                new Statements.Array("bigint", teacherIds.toArray()),
                texts(roles));
    }

    /**
     * The slots of the file.
     *
     * @param all their ids
     * @param touched those that are new or were changed
     */
    private record Slots(Set<Long> all, List<Long> touched, int added, int changed) {}

    private Slots slots() throws SQLException {
        Map<String, SlotRow> byKey = new HashMap<>();
        Map<List<Object>, SlotRow> byPlace = new HashMap<>();
        for (var slot : Statements.list(
                connection,
                SLOTS,
                row -> new SlotRow(
                        row.getLong(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getInt(4),
                        row.getObject(5, LocalTime.class),
                        row.getObject(6, LocalTime.class),
                        row.getObject(7, Long.class),
                        row.getObject(8, Long.class),
                        WeekCycle.valueOf(row.getString(9)),
                        0),
                new Statements.Array("bigint", Set.copyOf(sections.values()).toArray()))) {
            byPlace.put(slot.place(), slot);
            if (slot.key != null) {
                byKey.put(slot.key, slot);
            }
        }
        Set<Long> all = new HashSet<>();
        List<SlotRow> added = new ArrayList<>();
        List<SlotRow> changed = new ArrayList<>();
        Map<List<Object>, Long> seen = new HashMap<>();
        for (var meeting : plan.meetings) {
            var wanted = row(meeting);
            var twice = wanted.key == null ? seen.putIfAbsent(wanted.place(), meeting.line()) : null;
            if (twice != null) {
                plan.fault(meeting.line(), "start", "Line " + twice + " has the section at that time already.");
                continue;
            }
            var there = wanted.key == null ? byPlace.get(wanted.place()) : byKey.get(wanted.key);
            if (there == null) {
                added.add(wanted);
            } else {
                all.add(there.id);
                if (!there.says(wanted)) {
                    changed.add(withId(wanted, there.id));
                }
            }
        }
        List<Long> touched = new ArrayList<>(changed.stream().map(SlotRow::id).toList());
        touched.addAll(write(added, changed));
        all.addAll(touched);
        return new Slots(all, touched, added.size(), changed.size());
    }

    private SlotRow row(Meeting meeting) {
        return new SlotRow(
                null,
                meeting.key() == null
                        ? null
                        : "fet:" + options.sessionId + ":" + meeting.key() + "|" + meeting.section(),
                sections.get(meeting.section()),
                meeting.weekday(),
                meeting.start(),
                meeting.end(),
                meeting.room() == null ? null : rooms.get(meeting.room()),
                meeting.teacher() == null ? null : teachers.get(meeting.teacher()),
                meeting.cycle(),
                meeting.line());
    }

    private static SlotRow withId(SlotRow row, Long id) {
        return new SlotRow(
                id,
                row.key,
                row.sectionId,
                row.weekday,
                row.start,
                row.end,
                row.roomId,
                row.teacherId,
                row.cycle,
                row.line);
    }

    /** Writes what differs, and gives the ids of the new ones. */
    private List<Long> write(List<SlotRow> added, List<SlotRow> changed) throws SQLException {
        var ids = Statements.list(
                connection,
                "select nextval('timetable_slot_seq') from generate_series(1, ?)",
                row -> row.getLong(1),
                added.size());
        List<SlotRow> withIds = new ArrayList<>();
        for (int i = 0; i < added.size(); i++) {
            withIds.add(withId(added.get(i), ids.get(i)));
        }
        var columns = """
                unnest(?::bigint[], ?::text[], ?::bigint[], ?::smallint[], ?::time[], ?::time[], ?::bigint[], ?::bigint[],
                    ?::text[]) as g (id, sourced_id, section_id, weekday, start_time, end_time, room_id, teacher_id,
                    week_cycle)""";
        Statements.update(
                connection,
                "insert into timetable_slot (id, sourced_id, section_id, weekday, start_time, end_time, room_id, teacher_id,"
                        + " week_cycle) select g.* from " + columns,
                columns(withIds));
        Statements.update(connection, """
                update timetable_slot t set section_id = g.section_id, weekday = g.weekday, start_time = g.start_time,
                    end_time = g.end_time, room_id = g.room_id, teacher_id = g.teacher_id, week_cycle = g.week_cycle,
                    version = t.version + 1
                from %s where t.id = g.id""".formatted(columns), columns(changed));
        withIds.forEach(slot -> note("added", slot));
        changed.forEach(slot -> note("changed", slot));
        return ids;
    }

    private static Object[] columns(List<SlotRow> slots) {
        return new Object[] {
            numbers(slots, SlotRow::id),
            texts(slots.stream().map(SlotRow::key).toList()),
            numbers(slots, SlotRow::sectionId),
            new Statements.Array(
                    "smallint", slots.stream().map(SlotRow::weekday).toArray()),
            new Statements.Array("time", slots.stream().map(SlotRow::start).toArray()),
            new Statements.Array("time", slots.stream().map(SlotRow::end).toArray()),
            numbers(slots, SlotRow::roomId),
            numbers(slots, SlotRow::teacherId),
            texts(slots.stream().map(slot -> slot.cycle.name()).toList())
        };
    }

    private void note(String action, SlotRow slot) {
        written.add(new Written(
                action,
                "timetable_slot",
                slot.id,
                slot.line,
                "weekday " + slot.weekday + ", " + slot.start + "–" + slot.end));
    }

    private void keep(String entity, Map<String, Long> ids, List<Named> found) {
        List<String> names = new ArrayList<>();
        for (var each : found) {
            ids.put(each.name, each.id);
            if (each.isNew) {
                names.add(each.name);
                written.add(new Written("added", entity, each.id, 1, each.name));
            }
        }
        if (!names.isEmpty()) {
            made.put(entity, names);
        }
    }

    private String result(String session, Slots slots, LessonMaker.Made lessons, List<SlotClash> clashes) {
        var created = Json.createObjectBuilder();
        made.forEach((entity, names) -> {
            if (entity.equals("section")) {
                created.add(entity, names.size());
            } else {
                created.add(entity, list(names, LISTED_UNPLACED, JsonArrayBuilder::add));
            }
        });
        var readAs = Json.createObjectBuilder();
        plan.readAs.forEach(readAs::add);
        return Json.createObjectBuilder()
                .add("dryRun", options.dryRun)
                .add("format", options.format)
                .add("academicSession", session)
                .add("meetings", plan.meetings.size() + plan.unplaced.size())
                .add("placed", plan.meetings.size())
                .add("unplacedTotal", plan.unplaced.size())
                .add(
                        "unplaced",
                        list(
                                plan.unplaced,
                                LISTED_UNPLACED,
                                (array, each) -> array.add(Json.createObjectBuilder()
                                        .add("activity", each.activity())
                                        .add("line", each.line())
                                        .add("subject", each.subject())
                                        .add("students", each.students())
                                        .add("teachers", each.teachers()))))
                .add("readAs", readAs)
                .add("created", created)
                .add("tables", tables(slots, lessons))
                .add("clashesTotal", clashes.size())
                .add(
                        "clashes",
                        list(
                                clashes,
                                LISTED_CLASHES,
                                (array, clash) -> array.add(Json.createObjectBuilder()
                                        .add("taken", clash.taken().name())
                                        .add("name", clash.name())
                                        .add("weekday", clash.weekday())
                                        .add("first", side(clash.first()))
                                        .add("second", side(clash.second())))))
                .build()
                .toString();
    }

    private JsonObjectBuilder tables(Slots slots, LessonMaker.Made lessons) {
        var tables = Json.createObjectBuilder();
        Map.of("room", rooms, "student_group", groups, "person", teachers, "section", sections)
                .forEach((table, ids) -> {
                    int added = made.getOrDefault(table, List.of()).size();
                    tables.add(
                            table, counts(added, 0, 0, Set.copyOf(ids.values()).size() - added));
                });
        tables.add("course", counts(made.getOrDefault("course", List.of()).size(), 0, 0, 0));
        tables.add(
                "timetable_slot",
                counts(slots.added, slots.changed, 0, slots.all.size() - slots.added - slots.changed));
        return tables.add("lesson", counts(lessons.added(), lessons.changed(), lessons.removed(), 0));
    }

    private static JsonObjectBuilder counts(int added, int changed, int removed, int unchanged) {
        return Json.createObjectBuilder()
                .add("added", added)
                .add("changed", changed)
                .add("removed", removed)
                .add("unchanged", unchanged);
    }

    private static JsonObjectBuilder side(SlotClash.Side side) {
        return Json.createObjectBuilder()
                .add("slotId", side.slotId())
                .add("section", side.section().code())
                .add("startTime", side.startTime().toString())
                .add("endTime", side.endTime().toString());
    }

    /** Adds one thing to an array. */
    private interface Add<T> {
        void to(JsonArrayBuilder array, T each);
    }

    private static <T> JsonArrayBuilder list(Collection<T> all, int most, Add<T> add) {
        var array = Json.createArrayBuilder();
        all.stream().limit(most).forEach(each -> add.to(array, each));
        return array;
    }

    private void audit(String result) throws SQLException {
        if (written.isEmpty()) {
            return;
        }
        Statements.update(
                connection,
                """
                insert into audit_entry (account_id, actor, action, entity, entity_id, subject_id, after)
                select cast(? as bigint), ?, g.action || ' by import', g.entity, g.id,
                    case g.entity when 'person' then g.id end, jsonb_build_object('label', g.label)
                from unnest(?::text[], ?::text[], ?::bigint[], ?::text[]) as g (action, entity, id, label)""",
                options.accountId,
                options.actor,
                texts(written.stream().map(Written::action).toList()),
                texts(written.stream().map(Written::entity).toList()),
                numbers(written, Written::id),
                texts(written.stream().map(Written::label).toList()));
        Statements.update(connection, """
                insert into audit_entry (account_id, actor, action, entity, entity_id, after)
                values (cast(? as bigint), ?, 'timetable imported', 'job', cast(? as bigint),
                    cast(? as jsonb) - 'clashes' - 'unplaced')""", options.accountId, options.actor, options.jobId, result);
    }

    private void listChanges() throws SQLException {
        if (options.jobId != null && !written.isEmpty()) {
            Statements.update(
                    connection,
                    """
                    insert into job_change (job_id, position, file, line, action, entity, label)
                    select ?, g.position, ?, g.line, g.action, g.entity, g.label
                    from unnest(?::bigint[], ?::text[], ?::text[], ?::text[]) with ordinality
                        as g (line, action, entity, label, position)""",
                    options.jobId,
                    options.name,
                    numbers(written, Written::line),
                    texts(written.stream().map(Written::action).toList()),
                    texts(written.stream().map(Written::entity).toList()),
                    texts(written.stream().map(Written::label).toList()));
        }
    }

    private static Statements.Array texts(Collection<String> values) {
        return new Statements.Array("text", values.toArray());
    }

    private static <T> Statements.Array numbers(Collection<T> rows, Function<T, Long> value) {
        return new Statements.Array("bigint", rows.stream().map(value).toArray());
    }
}
