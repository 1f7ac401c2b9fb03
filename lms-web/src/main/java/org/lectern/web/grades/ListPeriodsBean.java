package org.lectern.web.grades;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.lectern.grades.GradePeriod;
import org.lectern.grades.GradingPeriodService;

/** School years, terms and grading periods and whether marking is over, for {@code /admin/grades/list.xhtml}. */
@Named
@RequestScoped
public class ListPeriodsBean {

    @Inject
    private GradingPeriodService periodService;

    private List<GradePeriod> periods;

    /** The newest first. */
    public List<GradePeriod> getPeriods() {
        if (periods == null) {
            periods = periodService.periods().items();
        }
        return periods;
    }
}
