package org.lectern.web.grades;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Objects;
import org.lectern.courses.SectionService;
import org.lectern.grades.FinalGrade;
import org.lectern.grades.FinalGradeService;
import org.lectern.grades.GradePeriod;
import org.lectern.grades.GradebookService;
import org.lectern.shared.Problem;
import org.lectern.web.shell.Notices;

/** The final grades of a section, for {@code /admin/grades/section.xhtml}. Section and period are in the address. */
@Named
@RequestScoped
public class SectionGradesBean {

    @Inject
    private SectionService sectionService;

    @Inject
    private GradebookService gradebookService;

    @Inject
    private FinalGradeService finalGradeService;

    @Inject
    private Notices notices;

    private Long id;
    private Long period;
    private SectionService.View section;
    private List<GradePeriod> periods = List.of();
    private List<FinalGrade> grades = List.of();

    /** Reads what the address names; the page is unknown when there is no such section or period of it. */
    public void read() {
        try {
            section = sectionService.get(id == null ? 0 : id);
            periods = gradebookService.gradebook(id, period).periods();
            grades = finalGradeService.finalGrades(id, period).items();
        } catch (Problem absent) {
            notices.unknownPage();
        }
    }

    /** The section. */
    public SectionService.View getSection() {
        return section;
    }

    /** The periods for which it has grades. */
    public List<GradePeriod> getPeriods() {
        return periods;
    }

    /** The grades by name. */
    public List<FinalGrade> getGrades() {
        return grades;
    }

    /** The period that is shown; null for the whole section. */
    public GradePeriod getShown() {
        return periods.stream()
                .filter(each -> Objects.equals(each.id(), period))
                .findFirst()
                .orElse(null);
    }

    /** Whether the grades stay as they are. */
    public boolean isLocked() {
        return grades.stream().anyMatch(FinalGrade::locked);
    }

    /** Which section. */
    public Long getId() {
        return id;
    }

    /** Takes which section. */
    public void setId(Long id) {
        this.id = id;
    }

    /** For which period; null for the whole section. */
    public Long getPeriod() {
        return period;
    }

    /** Takes for which period. */
    public void setPeriod(Long period) {
        this.period = period;
    }
}
