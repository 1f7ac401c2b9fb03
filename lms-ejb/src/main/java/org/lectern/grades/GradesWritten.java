package org.lectern.grades;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of grades that were entered.
 *
 * @param written how many changed
 * @param unchanged how many were as entered already
 * @param cells all of them in the order in which they were entered
 */
@Schema(name = "GradesWritten")
public record GradesWritten(int written, int unchanged, List<Cell> cells) {

    /**
     * A grade as it is now.
     *
     * @param itemId for what
     * @param studentId whose
     * @param version what the next change has to send; null when nothing is recorded still
     */
    @Schema(name = "WrittenGrade")
    public record Cell(long itemId, long studentId, Integer version) {}
}
