package org.lectern.rest.student;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.enrollment.CatalogueSection;
import org.lectern.enrollment.EnrollmentService;
import org.lectern.shared.Page;

/** What students can choose. */
@Path("student/catalogue")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Enrolment", description = "Who is in which section, and who waits for a seat")
public class CatalogueResource {

    @Inject
    private EnrollmentService enrollments;

    /** A page of the sections that students choose. */
    @GET
    @Operation(
            operationId = "studentCatalogue",
            summary = "The sections that students choose themselves, by code",
            description =
                    "Each with the seats that are left, whether I may enrol, and why not: closed, required courses,"
                            + " a clash with my timetable, no seat.")
    public Page<CatalogueSection> list(
            @Parameter(description = "Words that all must occur in code or title", example = "chess") @QueryParam("q")
                    String search,
            @Parameter(description = "Rows of a page, 1 to 500; 50 without it", example = "50") @QueryParam("limit")
                    Integer limit,
            @Parameter(description = "The next of the page before") @QueryParam("after") String after) {
        return enrollments.catalogue(search, limit, after);
    }
}
