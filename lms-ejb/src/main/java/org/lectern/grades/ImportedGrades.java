package org.lectern.grades;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a file changes, or would change, in a gradebook.
 *
 * @param dryRun whether nothing was changed
 * @param cells how many cells the file has
 * @param changed how many of them differ from the gradebook
 * @param changes the first 1000 of those, in the order of the file
 */
@Schema(name = "ImportedGrades")
public record ImportedGrades(boolean dryRun, int cells, int changed, List<Change> changes) {

    /**
     * A cell that differs.
     *
     * @param row of the file; 1 is its header
     * @param studentId the student
     * @param name to call the student by
     * @param itemId the item
     * @param title what is marked
     * @param before as the gradebook has it, in the words of the file; empty for nothing
     * @param after as the file has it; empty for nothing
     * @param feedbackBefore the teacher's words as the gradebook has them; null for none
     * @param feedbackAfter the teacher's words as the file has them; null for none
     */
    @Schema(name = "ImportedGradeChange")
    public record Change(
            int row,
            long studentId,
            String name,
            long itemId,
            String title,
            String before,
            String after,
            String feedbackBefore,
            String feedbackAfter) {}
}
