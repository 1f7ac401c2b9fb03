package org.lectern.web.years;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.lectern.courses.AcademicSessionService;
import org.lectern.courses.SessionType;
import org.lectern.shared.Page;
import org.lectern.web.shell.ListBean;

/** The academic sessions by first day, for {@code /admin/years/list.xhtml}. */
@Named
@ViewScoped
public class ListYearsBean extends ListBean<AcademicSessionService.Row> {

    private static final long serialVersionUID = 1L;

    @Inject
    private AcademicSessionService sessionService;

    private SessionType type;

    @Override
    protected Page<AcademicSessionService.Row> read(String after) {
        return sessionService.list(getSearch(), type, null, null, getStatus(), null, after);
    }

    @Override
    protected boolean isFiltered() {
        return type != null;
    }

    /** What can be chosen as type. */
    public SessionType[] getTypes() {
        return SessionType.values();
    }

    /** The type to show; null for any. */
    public SessionType getType() {
        return type;
    }

    /** Takes the type to show; null for any. */
    public void setType(SessionType type) {
        this.type = type;
    }
}
