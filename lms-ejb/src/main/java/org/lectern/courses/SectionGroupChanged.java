package org.lectern.courses;

/**
 * A section follows another group than before, or began or ceased to follow one; fired in the transaction that changed
 * it.
 *
 * @param sectionId the section
 * @param formerGroupId the group it followed before; null when it followed none
 */
public record SectionGroupChanged(long sectionId, Long formerGroupId) {}
