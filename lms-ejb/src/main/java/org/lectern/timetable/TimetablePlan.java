package org.lectern.timetable;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lectern.groups.GroupKind;
import org.lectern.jobs.JobError;
import org.lectern.jobs.JobFailure;

/** What a file says of a timetable, whatever its format, before it is compared with what is there. */
final class TimetablePlan {

    /** How many faults are told; more would help nobody. */
    static final int MOST_FAULTS = 1000;

    /** How many meetings a file may have. */
    static final int MOST_MEETINGS = 100_000;

    private final String file;
    private final List<JobError> faults = new ArrayList<>();

    /** Rooms by code, with their capacity or null. */
    final Map<String, Integer> rooms = new LinkedHashMap<>();

    /** Groups by code. */
    final Map<String, GroupKind> groups = new LinkedHashMap<>();

    /** Sections by what the file knows them by. */
    final Map<String, Meeters> sections = new LinkedHashMap<>();

    final List<Meeting> meetings = new ArrayList<>();

    /** Meetings that have no time yet. */
    final List<Unplaced> unplaced = new ArrayList<>();

    /** What the file's own words for days and periods were read as. */
    final Map<String, String> readAs = new LinkedHashMap<>();

    /** Whether sections, teachers and groups that are not there are made; else they are faults. */
    boolean complete;

    /**
     * A section that meets.
     *
     * @param line where the file names it first
     * @param subject what is taught; null when only the code is known
     * @param groups codes of those who are taught
     * @param teachers names, the one who leads first
     */
    record Meeters(long line, String subject, List<String> groups, List<String> teachers) {}

    /**
     * A weekly meeting.
     *
     * @param line where the file has it
     * @param key what the file knows it by; null when it knows it by its section and time
     * @param section see {@link #sections}
     * @param weekday as ISO 8601 counts
     * @param room code; null for none
     * @param teacher name, or another word for the person; null for nobody
     */
    record Meeting(
            long line,
            String key,
            String section,
            int weekday,
            LocalTime start,
            LocalTime end,
            String room,
            String teacher,
            WeekCycle cycle) {}

    /**
     * A meeting without a time.
     *
     * @param activity what the file knows it by
     * @param line where the file has it
     */
    record Unplaced(String activity, long line, String subject, String students, String teachers) {}

    TimetablePlan(String file) {
        this.file = file;
    }

    /** Adds a fault; nothing when enough are known. */
    void fault(Long line, String column, String message) {
        if (!isFull()) {
            faults.add(new JobError(file, line, column, message));
        }
    }

    /** Whether enough faults are known. */
    boolean isFull() {
        return faults.size() >= MOST_FAULTS;
    }

    /**
     * Ends the import when there is a fault.
     *
     * @throws JobFailure with all of them
     */
    void refuse() {
        if (!faults.isEmpty()) {
            throw new JobFailure(faults);
        }
    }
}
