package org.lectern.web.scales;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.lectern.grades.GradingScaleService;
import org.lectern.shared.Page;
import org.lectern.web.shell.ListBean;

/** The grading scales by name, for {@code /admin/scales/list.xhtml}. */
@Named
@ViewScoped
public class ListScalesBean extends ListBean<GradingScaleService.View> {

    private static final long serialVersionUID = 1L;

    @Inject
    private GradingScaleService scaleService;

    @Override
    protected Page<GradingScaleService.View> read(String after) {
        return scaleService.list(getSearch(), getStatus(), null, after);
    }
}
