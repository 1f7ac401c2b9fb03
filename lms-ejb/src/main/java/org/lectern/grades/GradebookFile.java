package org.lectern.grades;

/**
 * A gradebook as a file.
 *
 * @param name to save it under; letters, digits, dots and hyphens only
 * @param content the bytes
 */
public record GradebookFile(String name, byte[] content) {}
