package org.lectern.courses;

/**
 * Others than before assist in a section, or on other days; fired in the transaction that changed it.
 *
 * @param sectionId the section
 */
public record AssistantsChanged(long sectionId) {}
