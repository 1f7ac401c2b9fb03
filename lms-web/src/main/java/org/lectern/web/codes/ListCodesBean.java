package org.lectern.web.codes;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.lectern.attendance.AttendanceCodeService;
import org.lectern.shared.Page;
import org.lectern.web.shell.ListBean;

/** The attendance codes in their order, for {@code /admin/codes/list.xhtml}. */
@Named
@ViewScoped
public class ListCodesBean extends ListBean<AttendanceCodeService.View> {

    private static final long serialVersionUID = 1L;

    @Inject
    private AttendanceCodeService codeService;

    @Override
    protected Page<AttendanceCodeService.View> read(String after) {
        return codeService.list(getSearch(), null, getStatus(), null, after);
    }
}
