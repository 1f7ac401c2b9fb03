package org.lectern.rest.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.enrollment.MembershipEnd;
import org.lectern.enrollment.MembershipEntry;
import org.lectern.enrollment.MembershipService;
import org.lectern.rest.Day;
import org.lectern.shared.IdempotencyKey;
import org.lectern.shared.Page;

/** Who is in which group. */
@Path("admin/groups/{id}/members")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Groups", description = "Students who are kept together")
public class GroupMembersResource {

    @Inject
    private MembershipService memberships;

    /** A page of the members. */
    @GET
    @Operation(
            operationId = "adminGroupMembers",
            summary = "The members of a group, by name",
            description = "All there ever were or will be, unless a day is given.")
    public Page<MembershipService.Member> list(
            @Parameter(description = "The group", example = "3") @PathParam("id") long id,
            @Parameter(
                            description = "Only those who are in it on this day",
                            example = "2026-11-24",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @QueryParam("on")
                    Day on,
            @Parameter(description = "Rows of a page, 1 to 500; 50 without it", example = "50") @QueryParam("limit")
                    Integer limit,
            @Parameter(description = "The next of the page before") @QueryParam("after") String after) {
        return memberships.list(id, Day.orNull(on), limit, after);
    }

    /** Adds students. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminAddGroupMembers",
            summary = "Put students into a group",
            description = "All of them or none. They are enrolled in the sections that follow the group.")
    @APIResponse(
            responseCode = "200",
            description = "What it did",
            content = @Content(schema = @Schema(implementation = MembershipService.MembershipChange.class)))
    @APIResponse(responseCode = "409", description = "conflict")
    @APIResponse(responseCode = "422", description = "idempotency-key-reused")
    public MembershipService.MembershipChange add(
            @Parameter(description = "The group", example = "3") @PathParam("id") long id,
            @Parameter(description = "Makes sending it again harmless", example = "7f9c2ba4-e88f-4d51")
                    @HeaderParam("Idempotency-Key")
                    IdempotencyKey key,
            @NotNull @Valid MembershipEntry entry) {
        return memberships.add(id, entry, key);
    }

    /** Ends memberships. */
    @POST
    @Path("end")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "adminEndGroupMembers",
            summary = "Take students out of a group",
            description =
                    "All of them or none. They leave the sections that follow the group; what they did there stays."
                            + " A membership that would begin after the last day is gone altogether.")
    @APIResponse(
            responseCode = "200",
            description = "What it did",
            content = @Content(schema = @Schema(implementation = MembershipService.MembershipChange.class)))
    @APIResponse(responseCode = "422", description = "idempotency-key-reused")
    public MembershipService.MembershipChange end(
            @Parameter(description = "The group", example = "3") @PathParam("id") long id,
            @Parameter(description = "Makes sending it again harmless", example = "7f9c2ba4-e88f-4d51")
                    @HeaderParam("Idempotency-Key")
                    IdempotencyKey key,
            @NotNull @Valid MembershipEnd entry) {
        return memberships.end(id, entry, key);
    }
}
