package org.lectern.grades;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a student has reached in sections, for whoever asks for a grade there. */
@ApplicationScoped
public class CompletedSections {

    private GradeSheets sheets;
    private GradingRules grading;

    /** For the container. */
    protected CompletedSections() {}

    @Inject
    CompletedSections(GradeSheets sheets, GradingRules grading) {
        this.sheets = sheets;
        this.grading = grading;
    }

    /**
     * The grades of whole sections, as the student sees them: decided, frozen, or computed of what is released.
     *
     * @param studentId the student
     * @param sectionIds the sections
     * @return percent by section; without those in which nothing counts
     */
    public Map<Long, BigDecimal> percents(long studentId, Collection<Long> sectionIds) {
        Map<Long, BigDecimal> percents = new HashMap<>();
        if (sectionIds.isEmpty()) {
            return percents;
        }
        var student = List.of(studentId);
        var cells = sheets.cellsOfStudents(student).getOrDefault(studentId, Map.of());
        var fixed = sheets.fixedOfStudents(student).getOrDefault(studentId, Map.of());
        for (var section : grading.rulesOfStudent(studentId)) {
            long id = section.section().id();
            if (sectionIds.contains(id)) {
                var percent = FinalFigure.of(
                                section.calculation(null, true).trace(GradebookService.marks(cells)),
                                fixed.getOrDefault(id, Collections.emptyMap()).get(null),
                                section.isLocked(null),
                                true,
                                section.scale())
                        .percent();
                if (percent != null) {
                    percents.put(id, percent);
                }
            }
        }
        return percents;
    }
}
