package org.lectern.courses;

/**
 * A section is taught to another group than before; fired in the transaction that changed it.
 *
 * @param sectionId the section
 * @param groupId the group; null when its students come from several
 */
public record SectionTaughtTo(long sectionId, Long groupId) {}
