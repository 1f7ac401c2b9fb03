package org.lectern.attendance;

import org.lectern.courses.TeachingRole;

/**
 * A section as its teacher sees it in a list.
 *
 * @param id the section
 * @param code as timetables show it
 * @param title the name for people
 * @param group code of the group that is taught together; null when students come from several
 * @param term title of the term
 * @param teacherRole what the caller is to it
 * @param rosterSize students on the roster today
 */
public record TaughtSection(
        Long id, String code, String title, String group, String term, TeachingRole teacherRole, Long rosterSize) {}
