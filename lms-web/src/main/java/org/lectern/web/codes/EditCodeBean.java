package org.lectern.web.codes;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;
import org.lectern.attendance.AttendanceCodeFacts;
import org.lectern.attendance.AttendanceCodeService;
import org.lectern.attendance.AttendanceKind;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.Page;
import org.lectern.web.shell.EditBean;

/** Adds an attendance code, or changes one, for {@code /admin/codes/edit.xhtml}. */
@Named
@ViewScoped
public class EditCodeBean extends EditBean<AttendanceCodeFacts> {

    private static final long serialVersionUID = 1L;

    @Inject
    private AttendanceCodeService codeService;

    /** An empty form. */
    public EditCodeBean() {
        super(AttendanceCodeFacts.class, "attendance code");
    }

    @Override
    protected Record get(long key) {
        return codeService.get(key);
    }

    @Override
    protected long create(AttendanceCodeFacts typed) {
        return codeService.create(typed, null).id();
    }

    @Override
    protected void update(long key, ExpectedVersion expected, AttendanceCodeFacts typed) {
        codeService.update(key, expected, typed);
    }

    @Override
    protected void remove(long key) {
        codeService.delete(key);
    }

    @Override
    protected String nameOf(Record one) {
        return ((AttendanceCodeService.View) one).code();
    }

    @Override
    protected String pageOf(long key) {
        return "/admin/codes/list.xhtml";
    }

    @Override
    protected String pageWithout() {
        return "/admin/codes/list.xhtml";
    }

    @Override
    protected void begin(Map<String, Object> fresh) {
        fresh.put("kind", AttendanceKind.PRESENT);
        fresh.put(
                "position",
                codeService.list(null, null, null, Page.MAX_LIMIT, null).items().size() + 1);
    }

    /** What can be chosen as kind. */
    public AttendanceKind[] getKinds() {
        return AttendanceKind.values();
    }
}
