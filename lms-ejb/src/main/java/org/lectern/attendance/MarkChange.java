package org.lectern.attendance;

import java.time.OffsetDateTime;

/**
 * One change of one student's mark in one lesson.
 *
 * @param at when, in the school's zone
 * @param actor user name of who did it, as it was then
 * @param actorName name of that person; null when it was no person
 * @param before the code, then minutes and note where there are any; null when there was no mark
 * @param after the same as it became
 */
public record MarkChange(OffsetDateTime at, String actor, String actorName, String before, String after) {}
