package org.lectern.grades;

import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A weighted group of grade items.
 *
 * @param id the category
 * @param title its name
 * @param weight relative to the other categories of the section; null for none
 * @param dropLowest how many of a student's lowest items are left out; one always stays
 * @param extra whether all of it is extra credit
 * @param position place among the categories
 * @param schoolWide whether it belongs to the whole school and cannot be changed by a teacher
 * @param version counts edits; what its ETag says
 */
@Schema(name = "GradeCategory")
public record CategoryDetails(
        long id,
        String title,
        BigDecimal weight,
        int dropLowest,
        boolean extra,
        int position,
        boolean schoolWide,
        int version) {}
