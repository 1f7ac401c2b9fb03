package org.lectern.grades;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Versioned;

/**
 * Turns percentages into letters or numbers. A percentage is rounded first; the band is the best whose lowest percentage
 * it reaches. The last band begins at 0, so every percentage has one.
 */
@Entity
public class GradingScale extends Versioned {

    private String name;

    @Enumerated(EnumType.STRING)
    private Rounding rounding;

    private int decimals;

    private boolean standard;

    @Enumerated(EnumType.STRING)
    private LifeStatus status = LifeStatus.ACTIVE;

    @ElementCollection
    @CollectionTable(name = "grading_scale_band", joinColumns = @JoinColumn(name = "grading_scale_id"))
    @OrderColumn(name = "position")
    private List<GradingBand> bands = new ArrayList<>();

    /** For the persistence provider. */
    protected GradingScale() {}

    /**
     * A new scale.
     *
     * @param facts what it is
     */
    public GradingScale(GradingScaleFacts facts) {
        change(facts);
    }

    /**
     * Makes it another one.
     *
     * @param facts what it is from now on; the status stays when there is none among them
     */
    public void change(GradingScaleFacts facts) {
        name = facts.name();
        rounding = facts.rounding();
        decimals = facts.decimals();
        standard = facts.standard();
        status = facts.status() == null ? status : facts.status();
        var wanted = facts.bands().stream()
                .map(band -> new GradingBand(band.label(), band.from(), band.points()))
                .toList();
        if (!bands.equals(wanted)) {
            bands.clear();
            bands.addAll(wanted);
        }
    }

    /** The name for people. */
    public String name() {
        return name;
    }

    /** How a percentage is rounded before it is looked up. */
    public Rounding rounding() {
        return rounding;
    }

    /** To how many decimals, 0 to 3. */
    public int decimals() {
        return decimals;
    }

    /** Whether it is that of sections which name no other. */
    public boolean isStandard() {
        return standard;
    }

    /** Takes its place among the scales back. */
    void stopBeingStandard() {
        standard = false;
    }

    /** Whether it can be chosen. */
    public LifeStatus status() {
        return status;
    }

    /** From the best down. */
    public List<GradingBand> bands() {
        return List.copyOf(bands);
    }

    /**
     * A percentage as this scale writes it.
     *
     * @param percentage 0 to 100, or more with extra credit
     */
    public BigDecimal round(BigDecimal percentage) {
        return percentage.setScale(decimals, rounding.mode());
    }

    /**
     * What a percentage is worth.
     *
     * @param percentage not yet rounded; 0 to 100, or more with extra credit
     */
    public GradingBand bandOf(BigDecimal percentage) {
        var rounded = round(percentage);
        return bands.stream()
                .filter(band -> rounded.compareTo(band.from()) >= 0)
                .findFirst()
                .orElse(bands.get(bands.size() - 1));
    }
}
