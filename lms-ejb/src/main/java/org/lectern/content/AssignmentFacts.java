package org.lectern.content;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * What a teacher says of an assignment. Its grade item is made and changed with it.
 *
 * @param title what students see, and what the grade item is called
 * @param markdown what is to be done, at most 100,000 characters of Markdown
 * @param fileIds files that go with it, handed in to the section before
 * @param dueAt until when it is on time; null without an end
 * @param latePolicy what happens after that; ACCEPT, by which late work loses what the gradebook says, when it is left out
 * @param attempts how often a student may hand in; null for as often as they like
 * @param maximum points that can be had
 * @param categoryId the grade category of its item, of the section or the whole school; null for none
 * @param hidden whether students are not shown it; false when it is left out
 * @param visibleFrom the first day on which students are shown it, in the school's zone; null for at once
 */
public record AssignmentFacts(
        @NotBlank @Size(max = 200) String title,
        @NotNull @Size(max = 100_000) String markdown,
        @NotNull @Size(max = 20) List<@NotNull Long> fileIds,
        OffsetDateTime dueAt,
        LatePolicy latePolicy,
        @Min(1) @Max(100) Integer attempts,

        @NotNull @DecimalMin("0.001") @DecimalMax("100000") @Digits(integer = 6, fraction = 3)
        BigDecimal maximum,

        Long categoryId,
        Boolean hidden,
        LocalDate visibleFrom) {

    /** Tidies what was typed. */
    public AssignmentFacts {
        title = title == null ? null : title.strip();
        latePolicy = latePolicy == null ? LatePolicy.ACCEPT : latePolicy;
        hidden = Boolean.TRUE.equals(hidden);
    }
}
