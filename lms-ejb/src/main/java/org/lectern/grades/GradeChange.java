package org.lectern.grades;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One change of a grade.
 *
 * @param id grows with time
 * @param itemId for what
 * @param studentId whose
 * @param name to call the student by
 * @param at when, in the school's zone
 * @param by user name of who did it, or the name of the background work
 * @param before as it was; null when nothing was recorded
 * @param after as it became; null when it was deleted
 */
@Schema(name = "GradeChange")
public record GradeChange(
        long id, long itemId, long studentId, String name, OffsetDateTime at, String by, State before, State after) {

    /**
     * A grade at a time.
     *
     * @param status how far the marking had come
     * @param points null for none
     * @param late whether it was handed in late
     * @param daysLate how many days; null when nobody said
     * @param feedback the teacher's words; null for none
     */
    @Schema(name = "GradeState")
    public record State(GradeStatus status, BigDecimal points, boolean late, Integer daysLate, String feedback) {

        static State of(JsonObject json) {
            return json == null
                    ? null
                    : new State(
                            GradeStatus.valueOf(json.getString("status", GradeStatus.NOT_SUBMITTED.name())),
                            json.isNull("points")
                                    ? null
                                    : json.getJsonNumber("points").bigDecimalValue(),
                            json.getBoolean("late", false),
                            json.isNull("daysLate") ? null : json.getInt("daysLate"),
                            json.isNull("feedback") ? null : json.getString("feedback"));
        }
    }
}
