package org.lectern.timetable;

import java.io.InputStream;
import java.text.Normalizer;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.lectern.groups.GroupKind;
import org.lectern.timetable.TimetablePlan.Meeters;
import org.lectern.timetable.TimetablePlan.Meeting;
import org.lectern.timetable.TimetablePlan.Unplaced;

/**
 * Reads a file of FET, the free timetabling program: activities, and where its constraints place them. It is read as a
 * stream; document types and entities that come with it are refused.
 *
 * <p>Activities of one group, or with the same subject, teachers and students, are the meetings of one section. FET knows
 * periods by name only; their times come from the names, from whoever imports it, or are fifty minutes with five between
 * them from eight o'clock on.
 */
final class FetFile {

    private static final int MOST_DEPTH = 50;
    private static final int LONGEST_TEXT = 10_000;

    /** What FET writes when a room has no limit. */
    private static final int UNLIMITED = 30_000;

    private static final Pattern TIMES = Pattern.compile("(\\d{1,2})[:.h](\\d{2})\\D+(\\d{1,2})[:.h](\\d{2})");
    private static final Map<String, DayOfWeek> WEEKDAYS = weekdays();

    private final TimetablePlan plan;
    private final List<Period> given;
    private final List<String> days = new ArrayList<>();
    private final List<String> hours = new ArrayList<>();
    private final List<Activity> activities = new ArrayList<>();
    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, String> rooms = new HashMap<>();

    /**
     * The time of a period.
     *
     * @param start its beginning
     * @param end its end, later on the same day
     */
    record Period(LocalTime start, LocalTime end) {}

    private record Place(long line, String day, String hour) {}

    private record Activity(
            long line,
            String id,
            String group,
            String subject,
            List<String> teachers,
            List<String> students,
            int duration) {}

    /** An element that is being read, with the texts of those within it by their name. */
    private static final class Element {
        private final String name;
        private final long line;
        private final StringBuilder text = new StringBuilder();
        private final Map<String, List<String>> within = new HashMap<>();

        private Element(String name, long line) {
            this.name = name;
            this.line = line;
        }

        private List<String> all(String child) {
            return within.getOrDefault(child, List.of());
        }

        private String one(String child) {
            var texts = all(child);
            return texts.isEmpty() ? "" : texts.get(0);
        }
    }

    private FetFile(TimetablePlan plan, List<Period> given) {
        this.plan = plan;
        this.given = given;
    }

    /**
     * Reads a file into a plan, with whatever is wrong with it.
     *
     * @param in the file; not closed
     * @param plan gets it
     * @param given the times of the periods; empty when nobody told them
     */
    static void read(InputStream in, TimetablePlan plan, List<Period> given) {
        var file = new FetFile(plan, given);
        plan.complete = true;
        try {
            file.parse(in);
        } catch (XMLStreamException e) {
            var where = e.getLocation();
            plan.fault(
                    where == null || where.getLineNumber() < 1 ? null : Long.valueOf(where.getLineNumber()),
                    null,
                    "This is not the XML of a FET file, or it has a document type, which is not allowed.");
        }
        if (!plan.isFull()) {
            file.place();
        }
    }

    private void parse(InputStream in) throws XMLStreamException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        var reader = factory.createXMLStreamReader(in);
        Deque<Element> open = new ArrayDeque<>();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> begin(reader, open);
                case XMLStreamConstants.CHARACTERS -> text(reader, open);
                case XMLStreamConstants.END_ELEMENT -> end(open);
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XMLStreamException("document type or entity", reader.getLocation());
                default -> {
                    // comments and the like say nothing of the timetable
                }
            }
        }
    }

    private static void begin(XMLStreamReader reader, Deque<Element> open) throws XMLStreamException {
        var name = reader.getLocalName();
        if (open.isEmpty() && !name.equalsIgnoreCase("fet") || open.size() > MOST_DEPTH) {
            throw new XMLStreamException("not a FET file", reader.getLocation());
        }
        open.push(new Element(name, reader.getLocation().getLineNumber()));
    }

    private static void text(XMLStreamReader reader, Deque<Element> open) throws XMLStreamException {
        if (!open.isEmpty()) {
            var text = open.peek().text;
            text.append(reader.getText());
            if (text.toString().isBlank()) {
                text.setLength(0);
            } else if (text.length() > LONGEST_TEXT) {
                throw new XMLStreamException("too long", reader.getLocation());
            }
        }
    }

    private void end(Deque<Element> open) {
        var element = open.pop();
        if (open.isEmpty()) {
            return;
        }
        var parent = open.peek();
        if (element.within.isEmpty()) {
            parent.within
                    .computeIfAbsent(element.name, name -> new ArrayList<>())
                    .add(element.text.toString().strip());
        }
        switch (element.name) {
            case "Day" -> addNamed(element, parent, "Days_List", days);
            case "Hour" -> addNamed(element, parent, "Hours_List", hours);
            case "Year" -> addGroup(element, GroupKind.YEAR);
            case "Group" -> addGroup(element, GroupKind.FORM);
            case "Subgroup" -> addGroup(element, GroupKind.OTHER);
            case "Room" -> addRoom(element, parent);
            case "Activity" -> addActivity(element);
            case "ConstraintActivityPreferredStartingTime" -> {
                if (isHeld(element)) {
                    places.put(
                            element.one("Activity_Id"),
                            new Place(
                                    element.line,
                                    first(element, "Preferred_Day", "Day"),
                                    first(element, "Preferred_Hour", "Hour")));
                }
            }
            case "ConstraintActivityPreferredRoom" -> {
                if (isHeld(element)) {
                    rooms.put(element.one("Activity_Id"), element.one("Room"));
                }
            }
            default -> {
                // a part of one of the above, or a rule for making a timetable
            }
        }
    }

    /** A wish of less than a hundred percent is no decision. */
    private static boolean isHeld(Element constraint) {
        var weight = constraint.one("Weight_Percentage");
        return !constraint.one("Active").equals("false") && (weight.isEmpty() || weight.startsWith("100"));
    }

    private static String first(Element element, String name, String formerName) {
        return element.all(name).isEmpty() ? element.one(formerName) : element.one(name);
    }

    private static void addNamed(Element element, Element parent, String list, List<String> names) {
        if (parent.name.equals(list) && !element.one("Name").isEmpty()) {
            names.add(element.one("Name"));
        }
    }

    private void addGroup(Element element, GroupKind kind) {
        var name = element.one("Name");
        if (!name.isEmpty()) {
            plan.groups.putIfAbsent(name, kind);
        }
    }

    private void addRoom(Element element, Element parent) {
        var name = element.one("Name");
        if (parent.name.equals("Rooms_List") && !name.isEmpty()) {
            var capacity = element.one("Capacity");
            var size = capacity.matches("\\d{1,5}") ? Integer.parseInt(capacity) : UNLIMITED;
            plan.rooms.put(name, size < 1 || size >= UNLIMITED ? null : Integer.valueOf(size));
        }
    }

    private void addActivity(Element element) {
        if (element.one("Active").equals("false")) {
            return;
        }
        var id = element.one("Id");
        var duration = element.one("Duration");
        if (id.isEmpty() || element.one("Subject").isEmpty() || !duration.matches("[1-9]\\d?")) {
            plan.fault(element.line, "Activity", "An activity needs an Id, a Subject and a Duration of 1 to 99.");
        } else if (activities.size() >= TimetablePlan.MOST_MEETINGS) {
            plan.fault(element.line, "Activity", "There are more than " + TimetablePlan.MOST_MEETINGS + " activities.");
        } else {
            activities.add(new Activity(
                    element.line,
                    id,
                    element.one("Activity_Group_Id"),
                    element.one("Subject"),
                    element.all("Teacher"),
                    element.all("Students"),
                    Integer.parseInt(duration)));
        }
    }

    private void place() {
        if (activities.isEmpty()) {
            plan.fault(null, "Activities_List", "There is no activity in it.");
            return;
        }
        var weekdays = weekdaysOfTheFile();
        var periods = periods();
        Set<String> ids = new HashSet<>();
        for (var activity : activities) {
            if (!ids.add(activity.id)) {
                plan.fault(activity.line, "Id", "There are two activities " + activity.id + ".");
                continue;
            }
            var section = section(activity);
            plan.sections.putIfAbsent(
                    section, new Meeters(activity.line, activity.subject, activity.students, activity.teachers));
            var place = places.get(activity.id);
            if (place == null) {
                plan.unplaced.add(new Unplaced(
                        activity.id,
                        activity.line,
                        activity.subject,
                        String.join(", ", activity.students),
                        String.join(", ", activity.teachers)));
                continue;
            }
            var weekday = weekdays.get(place.day);
            int first = hours.indexOf(place.hour);
            int last = first + activity.duration - 1;
            if (weekday == null) {
                plan.fault(place.line, "Preferred_Day", "There is no day " + place.day + ".");
            } else if (first < 0) {
                plan.fault(place.line, "Preferred_Hour", "There is no hour " + place.hour + ".");
            } else if (last >= periods.size()) {
                plan.fault(place.line, "Preferred_Hour", "The activity goes on after the last period of the day.");
            } else {
                var room = rooms.getOrDefault(activity.id, "");
                if (!room.isEmpty()) {
                    plan.rooms.putIfAbsent(room, null);
                }
                plan.meetings.add(new Meeting(
                        activity.line,
                        activity.id,
                        section,
                        weekday.getValue(),
                        periods.get(first).start,
                        periods.get(last).end,
                        room.isEmpty() ? null : room,
                        activity.teachers.isEmpty() ? null : activity.teachers.get(0),
                        WeekCycle.EVERY));
            }
        }
        for (var meeters : plan.sections.values()) {
            meeters.groups().forEach(group -> plan.groups.putIfAbsent(group, GroupKind.OTHER));
        }
    }

    private static String section(Activity activity) {
        return activity.group.isEmpty() || activity.group.equals("0")
                ? activity.subject + "|" + String.join("+", activity.teachers) + "|"
                        + String.join("+", activity.students)
                : "#" + activity.group + "|" + activity.subject;
    }

    /** A name that no language has is taken for the day after the one before it. */
    private Map<String, DayOfWeek> weekdaysOfTheFile() {
        Map<String, DayOfWeek> found = new LinkedHashMap<>();
        var next = DayOfWeek.MONDAY;
        for (var name : days) {
            var weekday = WEEKDAYS.getOrDefault(plain(name), next);
            found.put(name, weekday);
            plan.readAs.put(name, weekday.getDisplayName(TextStyle.FULL, Locale.ENGLISH));
            next = weekday.plus(1);
        }
        if (new HashSet<>(found.values()).size() < found.size() || days.isEmpty()) {
            plan.fault(null, "Days_List", "The days are not different weekdays: " + String.join(", ", days) + ".");
        }
        return found;
    }

    private List<Period> periods() {
        if (!given.isEmpty() && given.size() != hours.size()) {
            plan.fault(
                    null, "Hours_List", "There are " + hours.size() + " periods, and times for " + given.size() + ".");
            return List.of();
        }
        List<Period> periods = new ArrayList<>();
        var named = hours.stream().allMatch(name -> TIMES.matcher(name).find());
        int minute = 8 * 60;
        for (int i = 0; i < hours.size(); i++) {
            if (!given.isEmpty()) {
                periods.add(given.get(i));
            } else if (named) {
                periods.add(fromName(hours.get(i)));
            } else if (minute + 50 < 24 * 60) {
                periods.add(new Period(
                        LocalTime.ofSecondOfDay(minute * 60L), LocalTime.ofSecondOfDay((minute + 50) * 60L)));
                minute += 55;
            }
        }
        if (periods.size() < hours.size() || periods.contains(null)) {
            plan.fault(null, "Hours_List", "The times of the periods cannot be told; say them when importing.");
            return List.of();
        }
        for (int i = 0; i < hours.size(); i++) {
            plan.readAs.put(hours.get(i), periods.get(i).start + "–" + periods.get(i).end);
        }
        return periods;
    }

    private static Period fromName(String name) {
        var times = TIMES.matcher(name);
        if (!times.find()) {
            return null;
        }
        int from = Integer.parseInt(times.group(1)) * 60 + Integer.parseInt(times.group(2));
        int to = Integer.parseInt(times.group(3)) * 60 + Integer.parseInt(times.group(4));
        return from < to && to < 24 * 60
                ? new Period(LocalTime.ofSecondOfDay(from * 60L), LocalTime.ofSecondOfDay(to * 60L))
                : null;
    }

    /** The names of the days in the languages of the Java platform, but for those that mean two days. */
    private static Map<String, DayOfWeek> weekdays() {
        Map<String, DayOfWeek> names = new HashMap<>();
        Set<String> unclear = new HashSet<>();
        for (var locale : Locale.getAvailableLocales()) {
            for (var day : DayOfWeek.values()) {
                for (var style : List.of(TextStyle.FULL, TextStyle.FULL_STANDALONE, TextStyle.SHORT)) {
                    var name = plain(day.getDisplayName(style, locale));
                    var known = names.putIfAbsent(name, day);
                    if (name.length() < 2 || known != null && known != day) {
                        unclear.add(name);
                    }
                }
            }
        }
        names.keySet().removeAll(unclear);
        for (var day : DayOfWeek.values()) {
            names.put(plain(day.getDisplayName(TextStyle.FULL, Locale.ENGLISH)), day);
            names.put(plain(day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH)), day);
        }
        return Map.copyOf(names);
    }

    /** The weekday that a name means; null when it means none. */
    static DayOfWeek weekday(String name) {
        return WEEKDAYS.get(plain(name));
    }

    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace(".", "")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
