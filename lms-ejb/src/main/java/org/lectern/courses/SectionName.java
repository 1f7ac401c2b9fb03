package org.lectern.courses;

/**
 * A section as it is named wherever it is mentioned.
 *
 * @param id the section
 * @param code as timetables show it, unique within the term
 * @param title the name for people
 */
public record SectionName(long id, String code, String title) {}
