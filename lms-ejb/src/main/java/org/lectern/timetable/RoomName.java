package org.lectern.timetable;

/**
 * A room, named.
 *
 * @param id the room
 * @param code what is written on the door
 */
public record RoomName(long id, String code) {}
