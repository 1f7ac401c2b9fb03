package org.lectern.rest.student;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.enrollment.EnrollmentRequest;
import org.lectern.enrollment.EnrollmentService;
import org.lectern.enrollment.OwnEnrollment;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.Page;

/** The sections in which the caller is. */
@Path("student/enrollments")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Enrolment", description = "Who is in which section, and who waits for a seat")
public class EnrollmentsResource {

    @Inject
    private EnrollmentService enrollments;

    /** The caller's enrolments. */
    @GET
    @Operation(
            operationId = "studentEnrollments",
            summary = "My enrolments",
            description = "Those of the newest terms first, also the ended ones and those on a waitlist.")
    public Page<OwnEnrollment> list() {
        return enrollments.own();
    }

    /** One enrolment of the caller. */
    @GET
    @Path("{id}")
    @Operation(
            operationId = "studentEnrollment",
            summary = "One of my enrolments",
            description = "Tells the place in the line while there is no seat.")
    public OwnEnrollment get(@Parameter(description = "The enrolment", example = "5150") @PathParam("id") long id) {
        return enrollments.own(id);
    }

    /** Enrols the caller. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "studentEnroll",
            summary = "Enrol in a section",
            description =
                    "On a seat when one is left, otherwise at the end of the waitlist. The catalogue says before what"
                            + " stands against it.")
    @APIResponse(
            responseCode = "201",
            description = "The new enrolment, active or on the waitlist",
            headers = @Header(name = "Location"),
            content = @Content(schema = @Schema(implementation = OwnEnrollment.class)))
    @APIResponse(responseCode = "404", description = "not-found")
    @APIResponse(responseCode = "409", description = "conflict")
    @APIResponse(
            responseCode = "422",
            description =
                    "enrollment-closed, prerequisites-missing, enrollment-clash, section-full, wrong-enrollment-key or"
                            + " idempotency-key-reused")
    @APIResponse(responseCode = "429", description = "too-many-attempts")
    public Response enroll(
            @NotNull @Valid EnrollmentRequest request,
            @Parameter(description = "Makes sending it again harmless", example = "7f9c2ba4-e88f-4d51")
                    @HeaderParam("Idempotency-Key")
                    IdempotencyKey key,
            @Context UriInfo uri) {
        var enrollment = enrollments.enroll(request, key);
        return Response.created(uri.getAbsolutePathBuilder()
                        .path(Long.toString(enrollment.id()))
                        .build())
                .entity(enrollment)
                .build();
    }

    /** Gives up an enrolment of the caller. */
    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "studentDrop",
            summary = "Give up an enrolment, or a place on a waitlist",
            description = "The first on the waitlist gets the seat and is told.")
    @APIResponse(responseCode = "204", description = "It has ended")
    @APIResponse(responseCode = "409", description = "conflict")
    @APIResponse(responseCode = "422", description = "enrollment-closed")
    public void drop(@Parameter(description = "The enrolment", example = "5150") @PathParam("id") long id) {
        enrollments.drop(id);
    }
}
