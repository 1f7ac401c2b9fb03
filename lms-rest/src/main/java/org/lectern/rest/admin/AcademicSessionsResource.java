package org.lectern.rest.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.courses.AcademicSessionFacts;
import org.lectern.courses.AcademicSessionService;
import org.lectern.courses.SessionType;
import org.lectern.rest.Day;
import org.lectern.rest.Tagged;
import org.lectern.rest.Whole;
import org.lectern.school.Rollover;
import org.lectern.school.RolloverService;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Page;

/** School years, terms and grading periods. */
@Path("admin/academic-sessions")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Academic sessions", description = "School years, terms, grading periods and their holidays")
public class AcademicSessionsResource {

    @Inject
    private AcademicSessionService sessions;

    @Inject
    private RolloverService years;

    /** A page of them. */
    @GET
    @Operation(
            operationId = "adminAcademicSessions",
            summary = "The academic sessions, by first day",
            description = "Filters that are given hold together.")
    public Page<AcademicSessionService.Row> list(
            @Parameter(description = "Words that all must occur in the title", example = "autumn") @QueryParam("q")
                    String search,
            @Parameter(description = "Only sessions of this type", example = "TERM") @QueryParam("type")
                    SessionType type,
            @Parameter(description = "Only parts of this session", example = "1") @QueryParam("parent") Long parent,
            @Parameter(
                            description = "Only sessions in which this day lies",
                            example = "2026-11-24",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @QueryParam("on")
                    Day on,
            @Parameter(description = "Only sessions of this status", example = "ACTIVE") @QueryParam("status")
                    LifeStatus status,
            @Parameter(description = "Rows of a page, 1 to 500; 50 without it", example = "50") @QueryParam("limit")
                    Integer limit,
            @Parameter(description = "The next of the page before") @QueryParam("after") String after) {
        return sessions.list(search, type, parent, Day.orNull(on), status, limit, after);
    }

    /** One of them. */
    @GET
    @Path("{id}")
    @Operation(
            operationId = "adminAcademicSession",
            summary = "One academic session",
            description = "With its holidays and parts. The ETag is what a change has to send.")
    @APIResponse(
            responseCode = "200",
            description = "The academic session",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = AcademicSessionService.View.class)))
    public Response get(@Parameter(description = "The academic session", example = "2") @PathParam("id") long id) {
        var found = sessions.get(id);
        return Tagged.ok(found, found.version());
    }

    /** Adds one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminCreateAcademicSession",
            summary = "Add an academic session",
            description =
                    "It lies within the session it is part of, and two of a type that are parts of the same do not overlap. Holidays lie within it. Members that are left out count as null.")
    @APIResponse(
            responseCode = "201",
            description = "The new academic session",
            headers = {@Header(name = "ETag"), @Header(name = "Location")},
            content = @Content(schema = @Schema(implementation = AcademicSessionService.View.class)))
    @APIResponse(responseCode = "409", description = "conflict")
    @APIResponse(responseCode = "422", description = "idempotency-key-reused")
    public Response create(
            @NotNull @Valid AcademicSessionFacts facts,
            @Parameter(description = "Makes sending it again harmless", example = "7f9c2ba4-e88f-4d51")
                    @HeaderParam("Idempotency-Key")
                    IdempotencyKey key,
            @Context UriInfo uri) {
        var made = sessions.create(facts, key);
        return Tagged.created(uri, made.id(), made, made.version());
    }

    /** Replaces what is known of one. */
    @PUT
    @Whole
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminChangeAcademicSession",
            summary = "Replace what is known of an academic session",
            description =
                    "The body has every member, null where nothing is known; one that is left out is refused. Its parts have to lie within it still. Lessons that were made stay as they are.")
    @APIResponse(
            responseCode = "200",
            description = "The academic session as it is now",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = AcademicSessionService.View.class)))
    @APIResponse(responseCode = "409", description = "conflict")
    public Response update(
            @Parameter(description = "The academic session", example = "2") @PathParam("id") long id,
            @Parameter(
                            description = "The ETag of the academic session as you have seen it",
                            example = "\"3\"",
                            required = true)
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    ExpectedVersion expected,
            @NotNull @Valid AcademicSessionFacts facts) {
        var changed = sessions.update(id, expected, facts);
        return Tagged.ok(changed, changed.version());
    }

    /** Deletes one that nothing refers to. */
    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "adminDeleteAcademicSession",
            summary = "Delete an academic session that nothing refers to",
            description =
                    "Its holidays go with it. Parts, sections, courses and grade items keep a session; end it then instead.")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "409", description = "still-in-use")
    public void delete(@Parameter(description = "The academic session", example = "2") @PathParam("id") long id) {
        sessions.delete(id);
    }

    /** Makes the next school year. */
    @POST
    @Path("{id}/rollover")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminRollOver",
            summary = "Make the next school year from this one",
            description =
                    "Terms, grading periods and holidays move by as many days as there are between the first days,"
                            + " unless parts say otherwise. Sections that go on are copied without students; groups bring theirs"
                            + " when they move up. With preview nothing is changed, and the answer is what would be made.")
    @APIResponse(
            responseCode = "200",
            description = "What was made, or would be made",
            content = @Content(schema = @Schema(implementation = RolloverService.RolledOver.class)))
    @APIResponse(responseCode = "409", description = "conflict")
    @APIResponse(responseCode = "422", description = "idempotency-key-reused")
    public RolloverService.RolledOver rollOver(
            @Parameter(description = "The school year before", example = "1") @PathParam("id") long id,
            @Parameter(description = "Whether to tell only what would be made", example = "true") @QueryParam("preview")
                    boolean preview,
            @Parameter(description = "Makes sending it again harmless", example = "7f9c2ba4-e88f-4d51")
                    @HeaderParam("Idempotency-Key")
                    IdempotencyKey key,
            @NotNull @Valid Rollover plan) {
        return years.rollOver(id, plan, preview, key);
    }
}
