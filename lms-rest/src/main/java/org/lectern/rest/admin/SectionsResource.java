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
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.courses.EnrollmentPolicy;
import org.lectern.courses.SectionFacts;
import org.lectern.courses.SectionService;
import org.lectern.rest.Tagged;
import org.lectern.rest.Whole;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Page;

/** The sections. */
@Path("admin/sections")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sections", description = "Courses taught in a term to a roster")
public class SectionsResource {

    @Inject
    private SectionService sections;

    /** A page of them. */
    @GET
    @Operation(
            operationId = "adminSections",
            summary = "The sections, by code",
            description = "Filters that are given hold together.")
    public Page<SectionService.Row> list(
            @Parameter(description = "Words that all must occur in code or title", example = "math") @QueryParam("q")
                    String search,
            @Parameter(description = "Only sections of this course", example = "7") @QueryParam("course") Long course,
            @Parameter(description = "Only sections in this academic session", example = "2") @QueryParam("term")
                    Long term,
            @Parameter(description = "Only sections of this group", example = "3") @QueryParam("group") Long group,
            @Parameter(description = "Only sections with this policy", example = "OPEN") @QueryParam("policy")
                    EnrollmentPolicy policy,
            @Parameter(description = "Only sections of this status", example = "ACTIVE") @QueryParam("status")
                    LifeStatus status,
            @Parameter(description = "Rows of a page, 1 to 500; 50 without it", example = "50") @QueryParam("limit")
                    Integer limit,
            @Parameter(description = "The next of the page before") @QueryParam("after") String after) {
        return sections.list(search, course, term, group, policy, status, limit, after);
    }

    /** One of them. */
    @GET
    @Path("{id}")
    @Operation(
            operationId = "adminSection",
            summary = "One section",
            description = "The ETag is what a change has to send.")
    @APIResponse(
            responseCode = "200",
            description = "The section",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = SectionService.View.class)))
    public Response get(@Parameter(description = "The section", example = "42") @PathParam("id") long id) {
        var found = sections.get(id);
        return Tagged.ok(found, found.version());
    }

    /** Adds one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminCreateSection",
            summary = "Add a section",
            description =
                    "With the policy BY_GROUP the members of its group are enrolled, and from then on follow the group. Members that are left out count as null.")
    @APIResponse(
            responseCode = "201",
            description = "The new section",
            headers = {@Header(name = "ETag"), @Header(name = "Location")},
            content = @Content(schema = @Schema(implementation = SectionService.View.class)))
    @APIResponse(responseCode = "409", description = "conflict")
    @APIResponse(responseCode = "422", description = "idempotency-key-reused")
    public Response create(
            @NotNull @Valid SectionFacts facts,
            @Parameter(description = "Makes sending it again harmless", example = "7f9c2ba4-e88f-4d51")
                    @HeaderParam("Idempotency-Key")
                    IdempotencyKey key,
            @Context UriInfo uri) {
        var made = sections.create(facts, key);
        return Tagged.created(uri, made.id(), made, made.version());
    }

    /** Replaces what is known of one. */
    @PUT
    @Whole
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminChangeSection",
            summary = "Replace what is known of a section",
            description =
                    "The body has every member, null where nothing is known; one that is left out is refused. Course and term cannot change once there are students, teachers or lessons. When it comes to follow another group, those of the former leave it and the members of the new one are enrolled.")
    @APIResponse(
            responseCode = "200",
            description = "The section as it is now",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = SectionService.View.class)))
    @APIResponse(responseCode = "409", description = "conflict, still-in-use or timetable-clash")
    public Response update(
            @Parameter(description = "The section", example = "42") @PathParam("id") long id,
            @Parameter(description = "The ETag of the section as you have seen it", example = "\"3\"", required = true)
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    ExpectedVersion expected,
            @NotNull @Valid SectionFacts facts) {
        var changed = sections.update(id, expected, facts);
        return Tagged.ok(changed, changed.version());
    }

    /** Deletes one that nothing refers to. */
    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "adminDeleteSection",
            summary = "Delete a section that nothing refers to",
            description =
                    "Students, teachers, timetable slots, lessons and grades keep a section; end it then instead.")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "409", description = "still-in-use")
    public void delete(@Parameter(description = "The section", example = "42") @PathParam("id") long id) {
        sections.delete(id);
    }
}
