package org.lectern.enrollment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.lectern.grades.CompletedSections;

/** Adds to offers what a student has reached in courses that are required with a grade. */
@ApplicationScoped
class RequiredGrades {

    private CompletedSections sections;

    /** For the container. */
    protected RequiredGrades() {}

    @Inject
    RequiredGrades(CompletedSections sections) {
        this.sections = sections;
    }

    /**
     * Completes offers. Where none asks for a grade nothing is read.
     *
     * @param studentId to whom they are made
     * @param offers as they were read
     */
    List<Offer> complete(long studentId, List<Offer> offers) {
        var asked = offers.stream()
                .flatMap(offer -> offer.prerequisites().stream())
                .filter(each -> each.minimumPercent() != null)
                .flatMap(each -> each.completedIn().stream())
                .collect(Collectors.toSet());
        if (asked.isEmpty()) {
            return offers;
        }
        var percents = sections.percents(studentId, asked);
        return offers.stream()
                .map(offer -> offer.with(offer.prerequisites().stream()
                        .map(each -> each.minimumPercent() == null
                                ? each
                                : each.reached(each.completedIn().stream()
                                        .map(percents::get)
                                        .filter(Objects::nonNull)
                                        .max(java.math.BigDecimal::compareTo)
                                        .orElse(null)))
                        .toList()))
                .toList();
    }
}
