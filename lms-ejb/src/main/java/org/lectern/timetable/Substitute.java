package org.lectern.timetable;

/**
 * A teacher who could stand in.
 *
 * @param id the person
 * @param name to call the person by
 * @param assigned whether the person is assigned to the section on that day
 * @param teachesCourse whether the person teaches the same course on that day
 * @param lessonsThatDay how many lessons the person has on that day
 */
public record Substitute(long id, String name, boolean assigned, boolean teachesCourse, int lessonsThatDay) {}
