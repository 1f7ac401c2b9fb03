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
import org.lectern.enrollment.GroupPromotion;
import org.lectern.enrollment.GroupSections;
import org.lectern.enrollment.MembershipService;
import org.lectern.groups.GroupKind;
import org.lectern.groups.GroupService;
import org.lectern.groups.StudentGroupFacts;
import org.lectern.rest.Tagged;
import org.lectern.rest.Whole;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Page;

/** The groups in which students are kept together. */
@Path("admin/groups")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Groups", description = "Students who are kept together")
public class GroupsResource {

    @Inject
    private GroupService groups;

    @Inject
    private MembershipService memberships;

    /** A page of them. */
    @GET
    @Operation(
            operationId = "adminGroups",
            summary = "The student groups, by code",
            description = "Filters that are given hold together.")
    public Page<GroupService.View> list(
            @Parameter(description = "Words that all must occur in code or title", example = "10-") @QueryParam("q")
                    String search,
            @Parameter(description = "Only groups of this kind", example = "FORM") @QueryParam("kind") GroupKind kind,
            @Parameter(description = "Only groups of this year", example = "10") @QueryParam("gradeLevel")
                    Integer gradeLevel,
            @Parameter(description = "Only groups of this status", example = "ACTIVE") @QueryParam("status")
                    LifeStatus status,
            @Parameter(description = "Rows of a page, 1 to 500; 50 without it", example = "50") @QueryParam("limit")
                    Integer limit,
            @Parameter(description = "The next of the page before") @QueryParam("after") String after) {
        return groups.list(search, kind, gradeLevel, status, limit, after);
    }

    /** One of them. */
    @GET
    @Path("{id}")
    @Operation(
            operationId = "adminGroup",
            summary = "One group",
            description = "The members have an address of their own. The ETag is what a change has to send.")
    @APIResponse(
            responseCode = "200",
            description = "The group",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = GroupService.View.class)))
    public Response get(@Parameter(description = "The group", example = "3") @PathParam("id") long id) {
        var found = groups.get(id);
        return Tagged.ok(found, found.version());
    }

    /** Adds one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminCreateGroup",
            summary = "Add a student group",
            description = "It has no members yet. Members that are left out count as null.")
    @APIResponse(
            responseCode = "201",
            description = "The new group",
            headers = {@Header(name = "ETag"), @Header(name = "Location")},
            content = @Content(schema = @Schema(implementation = GroupService.View.class)))
    @APIResponse(responseCode = "409", description = "conflict")
    @APIResponse(responseCode = "422", description = "idempotency-key-reused")
    public Response create(
            @NotNull @Valid StudentGroupFacts facts,
            @Parameter(description = "Makes sending it again harmless", example = "7f9c2ba4-e88f-4d51")
                    @HeaderParam("Idempotency-Key")
                    IdempotencyKey key,
            @Context UriInfo uri) {
        var made = groups.create(facts, key);
        return Tagged.created(uri, made.id(), made, made.version());
    }

    /** Replaces what is known of one. */
    @PUT
    @Whole
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminChangeGroup",
            summary = "Replace what is known of a student group",
            description = "The body has every member, null where nothing is known; one that is left out is refused.")
    @APIResponse(
            responseCode = "200",
            description = "The group as it is now",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = GroupService.View.class)))
    @APIResponse(responseCode = "409", description = "conflict or timetable-clash")
    public Response update(
            @Parameter(description = "The group", example = "3") @PathParam("id") long id,
            @Parameter(description = "The ETag of the group as you have seen it", example = "\"3\"", required = true)
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    ExpectedVersion expected,
            @NotNull @Valid StudentGroupFacts facts) {
        var changed = groups.update(id, expected, facts);
        return Tagged.ok(changed, changed.version());
    }

    /** Deletes one that nothing refers to. */
    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "adminDeleteGroup",
            summary = "Delete a student group that nothing refers to",
            description = "Members past and present, sections and lessons keep a group; end it then instead.")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "409", description = "still-in-use")
    public void delete(@Parameter(description = "The group", example = "3") @PathParam("id") long id) {
        groups.delete(id);
    }

    /** Enrols a group in sections. */
    @POST
    @Path("{id}/enrollments")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminEnrollGroup",
            summary = "Enrol a group in sections",
            description = "All sections or none. Kept in step, they get the policy BY_GROUP: whoever joins the group is"
                    + " enrolled, whoever leaves it is taken out. Groups are seated beyond the capacity if need be.")
    @APIResponse(
            responseCode = "200",
            description = "What it did",
            content = @Content(schema = @Schema(implementation = MembershipService.GroupEnrolled.class)))
    @APIResponse(responseCode = "409", description = "conflict or timetable-clash")
    @APIResponse(responseCode = "422", description = "idempotency-key-reused")
    public MembershipService.GroupEnrolled enroll(
            @Parameter(description = "The group", example = "3") @PathParam("id") long id,
            @Parameter(description = "Makes sending it again harmless", example = "7f9c2ba4-e88f-4d51")
                    @HeaderParam("Idempotency-Key")
                    IdempotencyKey key,
            @NotNull @Valid GroupSections sections) {
        return memberships.enroll(id, sections, key);
    }

    /** Moves a group up a year. */
    @POST
    @Path("{id}/promotion")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminPromoteGroup",
            summary = "Move the members of a group up a year",
            description =
                    "They join another group, which may be made for them. Sections that follow either group keep in"
                            + " step, but those whose term is over on the last day stay as they are. With preview nothing is"
                            + " changed, and the answer is what would happen.")
    @APIResponse(
            responseCode = "200",
            description = "What happened, or would happen",
            content = @Content(schema = @Schema(implementation = MembershipService.GroupPromoted.class)))
    @APIResponse(responseCode = "409", description = "conflict")
    @APIResponse(responseCode = "422", description = "idempotency-key-reused")
    public MembershipService.GroupPromoted promote(
            @Parameter(description = "The group", example = "3") @PathParam("id") long id,
            @Parameter(description = "Whether to tell only what would happen", example = "true") @QueryParam("preview")
                    boolean preview,
            @Parameter(description = "Makes sending it again harmless", example = "7f9c2ba4-e88f-4d51")
                    @HeaderParam("Idempotency-Key")
                    IdempotencyKey key,
            @NotNull @Valid GroupPromotion promotion) {
        return memberships.promote(id, promotion, preview, key);
    }
}
