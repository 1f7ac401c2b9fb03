package org.lectern.content;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * What a student hands in: a text, files, or both.
 *
 * @param text at most 100,000 characters of Markdown; null for none
 * @param fileIds own files, handed in to the section before; at most 20
 */
public record SubmissionEntry(
        @Size(max = 100_000) String text,
        @NotNull @Size(max = 20) List<@NotNull Long> fileIds) {

    /** A text of nothing but blanks is none. */
    public SubmissionEntry {
        text = text == null || text.isBlank() ? null : text;
    }
}
