package org.lectern.rest.admin;

import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.lectern.rest.Day;

/** From which to which day a report goes, as the query says it. */
public class ReportDays {

    @QueryParam("from")
    @Parameter(
            description = "First day in the school's time zone; 27 days before the last without it",
            example = "2026-11-02",
            schema = @Schema(type = SchemaType.STRING, format = "date"))
    private Day from;

    @QueryParam("to")
    @Parameter(
            description = "Last day, at most 400 days in all; today without it",
            example = "2026-11-27",
            schema = @Schema(type = SchemaType.STRING, format = "date"))
    private Day to;

    /** The first day; null when the query does not say. */
    LocalDate from() {
        return Day.orNull(from);
    }

    /** The last day; null when the query does not say. */
    LocalDate to() {
        return Day.orNull(to);
    }
}
