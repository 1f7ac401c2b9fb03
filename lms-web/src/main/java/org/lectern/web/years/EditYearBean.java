package org.lectern.web.years;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;
import org.lectern.courses.AcademicSessionFacts;
import org.lectern.courses.AcademicSessionService;
import org.lectern.courses.SessionType;
import org.lectern.shared.ExpectedVersion;
import org.lectern.web.shell.EditBean;

/** Adds an academic session, or changes one, for {@code /admin/years/edit.xhtml}. */
@Named
@ViewScoped
public class EditYearBean extends EditBean<AcademicSessionFacts> {

    private static final long serialVersionUID = 1L;

    @Inject
    private AcademicSessionService sessionService;

    /** An empty form. */
    public EditYearBean() {
        super(AcademicSessionFacts.class, "academic session");
    }

    @Override
    protected Record get(long key) {
        return sessionService.get(key);
    }

    @Override
    protected long create(AcademicSessionFacts typed) {
        return sessionService.create(typed, null).id();
    }

    @Override
    protected void update(long key, ExpectedVersion expected, AcademicSessionFacts typed) {
        sessionService.update(key, expected, typed);
    }

    @Override
    protected void remove(long key) {
        sessionService.delete(key);
    }

    @Override
    protected String nameOf(Record one) {
        return ((AcademicSessionService.View) one).title();
    }

    @Override
    protected String pageOf(long key) {
        return "/admin/years/list.xhtml";
    }

    @Override
    protected String pageWithout() {
        return "/admin/years/list.xhtml";
    }

    @Override
    protected void begin(Map<String, Object> fresh) {
        fresh.put("type", SessionType.SCHOOL_YEAR);
    }

    /** What can be chosen as type. */
    public SessionType[] getTypes() {
        return SessionType.values();
    }
}
