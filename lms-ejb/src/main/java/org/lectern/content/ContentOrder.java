package org.lectern.content;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/**
 * The order of all that a section has: every unit once, and in them every material once. A material may stand in another
 * unit than before.
 *
 * @param units in their new order
 */
public record ContentOrder(@NotNull List<@NotNull @Valid UnitOrder> units) {

    /**
     * The place of a unit.
     *
     * @param id the unit
     * @param materialIds its materials in their new order
     */
    public record UnitOrder(@NotNull Long id, @NotNull List<@NotNull Long> materialIds) {}
}
