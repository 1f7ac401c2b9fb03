package org.lectern.timetable;

/**
 * A teacher, named.
 *
 * @param id the person
 * @param name to call the person by
 */
public record TeacherName(long id, String name) {}
