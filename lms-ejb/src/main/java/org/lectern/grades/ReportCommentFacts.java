package org.lectern.grades;

import jakarta.validation.constraints.Size;

/**
 * What a teacher says of a student.
 *
 * @param text plain words, which are printed on the report card; null or blank to take back what was said
 */
public record ReportCommentFacts(
        @Size(max = 2000, message = "A comment has at most 2000 characters.")
        String text) {

    /** Tidies what was typed. */
    public ReportCommentFacts {
        text = text == null ? "" : text.strip();
    }
}
