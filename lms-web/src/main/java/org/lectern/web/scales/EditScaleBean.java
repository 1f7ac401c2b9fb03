package org.lectern.web.scales;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.lectern.grades.GradingBand;
import org.lectern.grades.GradingScaleFacts;
import org.lectern.grades.GradingScaleService;
import org.lectern.grades.Rounding;
import org.lectern.shared.ExpectedVersion;
import org.lectern.web.shell.EditBean;

/** Adds a grading scale, or changes one, for {@code /admin/scales/edit.xhtml}. */
@Named
@ViewScoped
public class EditScaleBean extends EditBean<GradingScaleFacts> {

    private static final long serialVersionUID = 1L;

    @Inject
    private GradingScaleService scaleService;

    /** An empty form. */
    public EditScaleBean() {
        super(GradingScaleFacts.class, "grading scale");
    }

    @Override
    protected Record get(long key) {
        return scaleService.get(key);
    }

    @Override
    protected long create(GradingScaleFacts typed) {
        return scaleService.create(typed, null).id();
    }

    @Override
    protected void update(long key, ExpectedVersion expected, GradingScaleFacts typed) {
        scaleService.update(key, expected, typed);
    }

    @Override
    protected void remove(long key) {
        scaleService.delete(key);
    }

    @Override
    protected String nameOf(Record one) {
        return ((GradingScaleService.View) one).name();
    }

    @Override
    protected String pageOf(long key) {
        return "/admin/scales/list.xhtml";
    }

    @Override
    protected String pageWithout() {
        return "/admin/scales/list.xhtml";
    }

    @Override
    protected void begin(Map<String, Object> fresh) {
        fresh.put("rounding", Rounding.HALF_UP);
        fresh.put("decimals", 0);
        fresh.put("bands", List.of(new GradingBand(null, null, null), new GradingBand(null, BigDecimal.ZERO, null)));
    }

    /** What can be chosen as rounding. */
    public Rounding[] getRoundings() {
        return Rounding.values();
    }
}
