package org.lectern.rest.admin;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which page of a report is asked for, as the query says it. */
public class ReportPage {

    @QueryParam("limit")
    @Parameter(description = "Rows of a page, 1 to 500; 50 without it", example = "50")
    private Integer limit;

    @QueryParam("after")
    @Parameter(description = "The next of the page before")
    private String after;

    /** How many rows; null when the query does not say. */
    Integer limit() {
        return limit;
    }

    /** The {@code next} of the page before; null for the first. */
    String after() {
        return after;
    }
}
