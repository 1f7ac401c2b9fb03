package org.lectern.grades;

import java.math.BigDecimal;

/** Numbers as people write them. */
final class Decimals {

    private Decimals() {}

    /** Without zeros at the end and without an exponent: 17.500 becomes 17.5, and 1E+1 becomes 10. */
    static BigDecimal plain(BigDecimal number) {
        if (number == null || number.scale() == 0) {
            return number;
        }
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
