package org.lectern.timetable;

/**
 * A room in which nothing is at a time.
 *
 * @param id the room
 * @param code what is written on the door
 * @param title its name; null when it has none
 * @param capacity how many people it holds; null when nobody said
 */
public record FreeRoom(long id, String code, String title, Integer capacity) {}
