package org.lectern.grades;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A student's result in a section, for a period or the whole of it.
 *
 * @param studentId the student
 * @param name to call the student by
 * @param computed the percentage that follows from the grades, of the moment when the period was locked where it is; null
 *     when nothing counts yet
 * @param computedLabel what the scale calls it; null for nothing
 * @param percent the percentage that holds; null when there is none
 * @param label what holds in the words of the scale, or of the teacher; null for nothing
 * @param overridden whether the teacher has decided it
 * @param reason why; null when it was not decided
 * @param overriddenBy user name of who decided; null when nobody did
 * @param overriddenAt when, in the school's zone; null when nobody did
 * @param locked whether it stays as it is
 * @param version what a change has to send in If-Match
 */
@Schema(name = "FinalGrade")
public record FinalGrade(
        long studentId,
        String name,
        BigDecimal computed,
        String computedLabel,
        BigDecimal percent,
        String label,
        boolean overridden,
        String reason,
        String overriddenBy,
        OffsetDateTime overriddenAt,
        boolean locked,
        int version) {}
