package org.lectern.grades;

import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What other weights would make of the grades of a class.
 *
 * @param up how many students would have a better grade
 * @param down how many would have a worse one
 * @param students all of them, by family name and given name
 */
@Schema(name = "GradePreview")
public record GradePreview(int up, int down, List<StudentChange> students) {

    /**
     * A student's computed grade now and then.
     *
     * @param id the student
     * @param name to call the student by
     * @param before the percentage as it is; null when there is none
     * @param labelBefore what the scale calls it; null for nothing
     * @param after the percentage as it would be; null when there would be none
     * @param labelAfter what the scale would call it; null for nothing
     */
    @Schema(name = "GradePreviewStudent")
    public record StudentChange(
            long id, String name, BigDecimal before, String labelBefore, BigDecimal after, String labelAfter) {}
}
