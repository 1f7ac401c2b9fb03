package org.lectern.grades;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class GradeTextTest {

    private static Mark mark(GradeStatus status, String points, boolean late, Integer days) {
        return new Mark(status, points == null ? null : new BigDecimal(points), late, days);
    }

    @Test
    void everyGradeIsUnderstoodAgain() {
        for (var mark : List.of(
                mark(GradeStatus.GRADED, "17.5", false, null),
                mark(GradeStatus.GRADED, "0", true, null),
                mark(GradeStatus.GRADED, "12", true, 2),
                mark(GradeStatus.PARTLY_GRADED, "3.125", false, null),
                mark(GradeStatus.MISSING, null, false, null),
                mark(GradeStatus.EXCUSED, null, false, null),
                mark(GradeStatus.SUBMITTED, null, true, 3),
                mark(GradeStatus.NOT_SUBMITTED, null, true, null),
                mark(GradeStatus.NOT_SUBMITTED, null, false, null))) {
            assertEquals(Optional.of(mark), GradeText.read(GradeText.write(mark)), GradeText.write(mark));
        }
    }

    @Test
    void peopleMayWriteThemAsTheyAreUsedTo() {
        assertEquals(Optional.of(mark(GradeStatus.GRADED, "17.5", false, null)), GradeText.read(" 17,50 "));
        assertEquals(Optional.of(mark(GradeStatus.MISSING, null, false, null)), GradeText.read("Missing"));
        assertEquals(Optional.of(mark(GradeStatus.GRADED, "12", true, 2)), GradeText.read("12 LATE 2"));
        assertEquals(Optional.empty(), GradeText.read("twelve"));
        assertEquals(Optional.empty(), GradeText.read("12 of 20"));
    }

    @Test
    void whatASpreadsheetWouldComputeIsMadeHarmless() {
        for (var text : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1")) {
            assertEquals("'" + text, GradeText.harmless(text));
            assertEquals(text, GradeText.restored(GradeText.harmless(text)));
        }
        assertEquals("'tis", GradeText.harmless("'tis"));
        assertEquals("'tis", GradeText.restored("'tis"));
    }

    @Property
    void anyTextComesBackAndIsHarmlessBefore(
            @ForAll
                    @StringLength(max = 6)
                    @Chars({'=', '+', '-', '@', '\t', '\r', '\'', '"', ','})
                    @CharRange(from = 'a', to = 'c')
                    String text) {
        var harmless = GradeText.harmless(text);

        assertEquals(text, GradeText.restored(harmless));
        assertTrue(harmless.isEmpty() || "=+-@\t\r".indexOf(harmless.charAt(0)) < 0, harmless);
    }
}
