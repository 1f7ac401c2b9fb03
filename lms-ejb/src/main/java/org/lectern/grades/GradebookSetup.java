package org.lectern.grades;

import jakarta.json.bind.annotation.JsonbTransient;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How a section computes its grades.
 *
 * @param latePercentPerDay percentage of the points that is taken off for each day of lateness
 * @param lateFloorPercent percentage of the points that always remains
 * @param places to which a percentage is rounded, half up
 * @param categories in their order
 * @param version counts changes of it; what the ETag says
 */
@Schema(name = "GradebookSetup")
public record GradebookSetup(
        BigDecimal latePercentPerDay,
        BigDecimal lateFloorPercent,
        int places,
        List<CategoryDetails> categories,
        @JsonbTransient int version) {}
