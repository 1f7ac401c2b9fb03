package org.lectern.jobs;

import jakarta.json.bind.annotation.JsonbNillable;

/**
 * One thing that is wrong with a job's input.
 *
 * @param file the file it is in; null when the input as a whole is at fault
 * @param line 1 for the first line of that file; null when no line is to blame
 * @param column the column's name as its header has it; null when no column is to blame
 * @param message what is wrong, as a sentence
 */
@JsonbNillable
public record JobError(String file, Long line, String column, String message) {}
