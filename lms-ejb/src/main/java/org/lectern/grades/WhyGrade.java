package org.lectern.grades;

import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.lectern.courses.SectionName;

/**
 * A final grade and how it came about.
 *
 * @param section of what
 * @param periodId for which period; null for the whole section
 * @param studentId whose
 * @param percent the percentage that holds; null when there is none
 * @param label what holds in the words of the scale, or of the teacher; null for nothing
 * @param overridden whether the teacher has decided it, so that it need not follow from the trace
 * @param reason why it was decided; null when it was not, and for students
 * @param locked whether it stays as it was when the period was locked, whatever the trace says of today
 * @param trace how it is computed
 */
@Schema(name = "WhyGrade")
public record WhyGrade(
        SectionName section,
        Long periodId,
        long studentId,
        BigDecimal percent,
        String label,
        boolean overridden,
        String reason,
        boolean locked,
        GradeTrace trace) {}
