package org.lectern.courses;

/**
 * A course as it is named wherever it is mentioned.
 *
 * @param id the course
 * @param code as catalogues show it
 * @param title the name for people
 */
public record CourseName(long id, String code, String title) {}
