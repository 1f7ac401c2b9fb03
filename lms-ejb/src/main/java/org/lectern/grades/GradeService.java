package org.lectern.grades;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lectern.courses.SectionName;
import org.lectern.shared.CurrentCaller;
import org.lectern.shared.Page;
import org.lectern.shared.Roles;

/** Grades as those see them whose they are. */
@Stateless
public class GradeService {

    @Inject
    private GradeQueries queries;

    @Inject
    private CurrentCaller currentCaller;

    /** The caller's own grades by section; items that are not released are not told. */
    @RolesAllowed(Roles.STUDENT)
    public Page<OwnGrades> ownGrades() {
        Map<SectionName, List<OwnGrades.OwnGrade>> bySection = new LinkedHashMap<>();
        for (var item : queries.itemsOfStudent(currentCaller.get().personId())) {
            bySection
                    .computeIfAbsent(
                            new SectionName(item.sectionId(), item.sectionCode(), item.sectionTitle()),
                            section -> new ArrayList<>())
                    .add(new OwnGrades.OwnGrade(
                            item.itemId(),
                            item.title(),
                            item.category(),
                            item.dueDate(),
                            item.maximum(),
                            item.points(),
                            item.textScore(),
                            item.status(),
                            Boolean.TRUE.equals(item.late()),
                            item.feedback()));
        }
        return Page.whole(bySection.entrySet().stream()
                .map(entry -> new OwnGrades(entry.getKey(), entry.getValue()))
                .toList());
    }
}
