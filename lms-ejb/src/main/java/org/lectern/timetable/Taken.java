package org.lectern.timetable;

/** What can be in one place only at a time. */
public enum Taken {
    /** The room. */
    ROOM("roomId", "Room"),

    /** The teacher, as lead or as substitute. */
    TEACHER("teacherId", "Teacher"),

    /** Somebody who assists in the one lesson, and teaches or assists in the other. */
    ASSISTANT("sectionId", "Assistant"),

    /** The group of students that is taught together, or one that it is a part of or that is a part of it. */
    GROUP("sectionId", "Group");

    private final String field;
    private final String word;

    Taken(String field, String word) {
        this.field = field;
        this.word = word;
    }

    /** The field of a request that asks for it. */
    String field() {
        return field;
    }

    /** For the beginning of a sentence. */
    String word() {
        return word;
    }
}
