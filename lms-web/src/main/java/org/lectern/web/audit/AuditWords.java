package org.lectern.web.audit;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lectern.audit.AuditService;
import org.lectern.audit.AuditService.Entry;
import org.lectern.audit.AuditService.Reference;
import org.lectern.audit.AuditService.Target;
import org.lectern.web.tags.Functions;

/**
 * Puts entries of the audit into words: fields by their names on the pages, values as they are read there, and names in
 * place of ids.
 */
final class AuditWords {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}.*[Z+-].*");
    private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z_]+");

    private static final Pattern CONSTANTS = Pattern.compile("[A-Z][A-Z_]+(,[A-Z][A-Z_]+)+");

    /** Fields that hold an id, by what it is of. */
    private static final Map<String, Target> IDS = Map.ofEntries(
            Map.entry("studentId", Target.PERSON),
            Map.entry("teacherId", Target.PERSON),
            Map.entry("personId", Target.PERSON),
            Map.entry("substituteId", Target.PERSON),
            Map.entry("sectionId", Target.SECTION),
            Map.entry("courseId", Target.COURSE),
            Map.entry("prerequisiteIds", Target.COURSE),
            Map.entry("termId", Target.SESSION),
            Map.entry("academicSessionId", Target.SESSION),
            Map.entry("groupId", Target.GROUP),
            Map.entry("studentGroupId", Target.GROUP),
            Map.entry("roomId", Target.ROOM),
            Map.entry("gradingScaleId", Target.SCALE),
            Map.entry("itemId", Target.ITEM));

    /** Kinds of things, as the audit calls them. */
    private static final Map<String, Target> THINGS = Map.ofEntries(
            Map.entry("person", Target.PERSON),
            Map.entry("account", Target.ACCOUNT),
            Map.entry("section", Target.SECTION),
            Map.entry("course", Target.COURSE),
            Map.entry("academic session", Target.SESSION),
            Map.entry("academic_session", Target.SESSION),
            Map.entry("group", Target.GROUP),
            Map.entry("room", Target.ROOM),
            Map.entry("grading scale", Target.SCALE),
            Map.entry("attendance code", Target.CODE),
            Map.entry("grade_item", Target.ITEM),
            Map.entry("lesson", Target.LESSON),
            Map.entry("timetable_slot", Target.SLOT));

    /** Pages of things. */
    private static final Map<String, String> PAGES = Map.ofEntries(
            Map.entry("person", "/admin/people/person.xhtml?id="),
            Map.entry("section", "/admin/sections/section.xhtml?id="),
            Map.entry("course", "/admin/courses/course.xhtml?id="),
            Map.entry("academic session", "/admin/years/edit.xhtml?id="),
            Map.entry("academic_session", "/admin/years/edit.xhtml?id="),
            Map.entry("group", "/admin/groups/group.xhtml?id="),
            Map.entry("room", "/admin/rooms/edit.xhtml?id="),
            Map.entry("grading scale", "/admin/scales/edit.xhtml?id="),
            Map.entry("attendance code", "/admin/codes/edit.xhtml?id="),
            Map.entry("teacher assignment", "/admin/assignments/edit.xhtml?id="),
            Map.entry("timetable_slot", "/admin/schedule/slot.xhtml?slot="),
            Map.entry("job", "/admin/imports/job.xhtml?id="));

    /** How many changes of one entry are shown at once. */
    private static final int AT_ONCE = 6;

    /** Where the field is the student's id: marks and grades, one for each student. */
    private static final Set<String> BY_STUDENT = Set.of("lesson", "assignment", "grade_item", "section");

    private final Locale locale;
    private final ZoneId zone;
    private final Map<Reference, String> names;

    private AuditWords(Locale locale, ZoneId zone, Map<Reference, String> names) {
        this.locale = locale;
        this.zone = zone;
        this.names = names;
    }

    /**
     * A value that became another, in words.
     *
     * @param field what it is
     * @param before as it was; null when there was none
     * @param after as it is; null when there is none
     */
    public record Change(String field, String before, String after) {}

    /**
     * An entry in words.
     *
     * @param entry as it is
     * @param thing what it was done to: its kind and its name, or its number when it has none
     * @param page of the thing; null when it has none, or is gone
     * @param changes what became what
     */
    public record Line(Entry entry, String thing, String page, List<Change> changes) {

        /** The changes that are shown at once. */
        public List<Change> first() {
            return changes.subList(0, Math.min(AT_ONCE, changes.size()));
        }

        /** The changes that are shown to whoever asks for them. */
        public List<Change> rest() {
            return changes.subList(Math.min(AT_ONCE, changes.size()), changes.size());
        }

        /** Who did it, by name where there is one. */
        public String who() {
            return entry.actorName() == null ? entry.actor() : entry.actorName();
        }
    }

    /**
     * Puts entries into words.
     *
     * @param audit asked once for the names of all
     * @param zone in which moments are told
     */
    static List<Line> of(List<Entry> entries, AuditService audit, Locale locale, ZoneId zone) {
        var references = new ArrayList<Reference>();
        for (var entry : entries) {
            thing(entry).ifPresent(references::add);
            for (var change : entry.changes()) {
                student(entry, change.field()).ifPresent(references::add);
                ids(change.field(), change.before(), references);
                ids(change.field(), change.after(), references);
            }
        }
        var words = new AuditWords(locale, zone, audit.names(references));
        return entries.stream().map(words::line).toList();
    }

    private static void ids(String field, String text, List<Reference> references) {
        var target = IDS.get(field);
        if (target != null && text != null) {
            NUMBER.matcher(text)
                    .results()
                    .forEach(id -> references.add(new Reference(target, Long.parseLong(id.group()))));
        }
    }

    private static Optional<Reference> thing(Entry entry) {
        return Optional.ofNullable(entry.entityId() == null ? null : THINGS.get(entry.entity()))
                .map(target -> new Reference(target, entry.entityId()));
    }

    private static Optional<Reference> student(Entry entry, String field) {
        return BY_STUDENT.contains(entry.entity()) && NUMBER.matcher(field).matches()
                ? Optional.of(new Reference(Target.PERSON, Long.parseLong(field)))
                : Optional.empty();
    }

    private Line line(Entry entry) {
        var name = thing(entry).map(names::get);
        var kind = kind(locale, entry.entity());
        var gone = entry.action().endsWith("deleted");
        var page = entry.entity().equals("settings")
                ? "/admin/settings/index.xhtml"
                : entry.entityId() == null || gone || !PAGES.containsKey(entry.entity())
                        ? null
                        : PAGES.get(entry.entity()) + entry.entityId();
        return new Line(
                entry,
                entry.entityId() == null ? kind : kind + " " + name.orElse(Long.toString(entry.entityId())),
                page,
                entry.changes().stream()
                        .map(change -> new Change(
                                student(entry, change.field())
                                        .map(names::get)
                                        .orElseGet(() -> field(entry.entity(), change.field())),
                                value(entry.entity(), change.field(), change.before()),
                                value(entry.entity(), change.field(), change.after())))
                        .filter(change -> change.before() != null || change.after() != null)
                        .toList());
    }

    /** A kind of thing, as people call it. */
    static String kind(Locale locale, String entity) {
        var key = "audit.kind." + entity.replace(' ', '-').replace('_', '-');
        var said = Functions.say(locale, key, null);
        return said.equals(key) ? entity.replace('_', ' ') : said;
    }

    private String field(String entity, String field) {
        for (var key : List.of(entity.replace(' ', '-').replace('_', '-') + "." + field, "audit.field." + field)) {
            var said = Functions.say(locale, key, null);
            if (!said.equals(key)) {
                return said;
            }
        }
        return sentence(field);
    }

    /** Words of a name as programs write it: {@code weekStart}, {@code week-start} and {@code WEEK_START} are Week start. */
    private static String sentence(String name) {
        var words = name.replaceAll("([a-z])([A-Z])", "$1 $2")
                .replaceAll("[._-]+", " ")
                .strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll(" ids?$", "");
        return words.isEmpty() ? name : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private String value(String entity, String field, String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        var target = IDS.get(field);
        if (target != null && NUMBER.matcher(text).matches()) {
            return names.getOrDefault(new Reference(target, Long.parseLong(text)), text);
        }
        if (text.startsWith("[") || text.startsWith("{")) {
            try (var reader = Json.createReader(new StringReader(text))) {
                return told(entity, field, reader.readValue());
            } catch (JsonException e) {
                return text; // it only begins like one
            }
        }
        if (text.equals("true") || text.equals("false")) {
            return Functions.say(locale, text.equals("true") ? "confirm.yes" : "field.no", null);
        }
        if (CONSTANT.matcher(text).matches()) {
            return constant(entity, field, text);
        }
        if (CONSTANTS.matcher(text).matches()) {
            return Arrays.stream(text.split(","))
                    .map(each -> constant(entity, field, each))
                    .collect(Collectors.joining(", "));
        }
        return moment(text);
    }

    private String constant(String entity, String field, String text) {
        for (var key : List.of(
                (entity.equals("person") ? "" : entity + ".") + field + "." + text,
                "role." + text,
                "life." + text,
                "settings." + field + "." + text)) {
            var said = Functions.say(locale, key, null);
            if (!said.equals(key)) {
                return said;
            }
        }
        return text.length() < 3 ? text : sentence(text);
    }

    private String moment(String text) {
        try {
            if (DAY.matcher(text).matches()) {
                return LocalDate.parse(text)
                        .format(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                                .withLocale(locale));
            }
            if (MOMENT.matcher(text).matches()) {
                return OffsetDateTime.parse(text)
                        .atZoneSameInstant(zone)
                        .format(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                                .withLocale(locale));
            }
        } catch (DateTimeException e) {
            return text; // it only looks like one
        }
        return text;
    }

    private String told(String entity, String field, JsonValue value) {
        if (value instanceof JsonArray list) {
            return list.isEmpty()
                    ? null
                    : list.stream().map(each -> told(entity, field, each)).collect(Collectors.joining(", "));
        }
        if (value instanceof JsonObject object) {
            return object.entrySet().stream()
                    .filter(each -> each.getValue() != JsonValue.NULL)
                    .map(each -> sentence(each.getKey()) + ": " + told(entity, each.getKey(), each.getValue()))
                    .collect(Collectors.joining(", "));
        }
        var text = value instanceof JsonString string ? string.getString() : value.toString();
        var said = value(entity, field, text);
        return said == null ? "" : said;
    }
}
