package org.lectern.grades;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.shared.LifeStatus;

/**
 * Something that is marked.
 *
 * @param id the item
 * @param title what is marked
 * @param description more of it; null for nothing
 * @param categoryId its category; null for none
 * @param periodId the grading period or term; null for none
 * @param assignDate when it is set; null when nobody said
 * @param dueDate the last day to hand it in; null for none
 * @param minimum fewest points
 * @param maximum most points
 * @param extra whether its points are added and none are asked for
 * @param released whether students see it
 * @param status ENDED when it counts no more
 * @param locked whether it belongs to a period whose grades stay as they are, or to none in a section that has only such ones
 * @param version counts edits; what its ETag says
 */
@Schema(name = "GradeItem")
public record ItemDetails(
        long id,
        String title,
        String description,
        Long categoryId,
        Long periodId,
        LocalDate assignDate,
        LocalDate dueDate,
        BigDecimal minimum,
        BigDecimal maximum,
        boolean extra,
        boolean released,
        LifeStatus status,
        boolean locked,
        int version) {

    /** The same, with grades that stay as they are. */
    ItemDetails asLocked() {
        return new ItemDetails(
                id,
                title,
                description,
                categoryId,
                periodId,
                assignDate,
                dueDate,
                minimum,
                maximum,
                extra,
                released,
                status,
                true,
                version);
    }
}
