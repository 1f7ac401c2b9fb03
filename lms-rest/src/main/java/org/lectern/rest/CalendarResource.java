package org.lectern.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.timetable.CalendarService;

/** Timetables as calendars to subscribe to. */
@Path("/")
@ApplicationScoped
@Tag(name = "Calendar", description = "A timetable as a calendar that other programs subscribe to")
public class CalendarResource {

    private static final String CALENDAR = "text/calendar;charset=utf-8";

    @Inject
    private CalendarService calendars;

    /** A calendar, for whoever knows its address. */
    @GET
    @Path("calendar/{secret}.ics")
    @Produces(CALENDAR)
    @SecurityRequirements
    @Operation(
            operationId = "calendar",
            summary = "A timetable as iCalendar (RFC 5545)",
            description = "What a person teaches and attends, from two months ago to a year ahead. The secret in the"
                    + " address is all that is needed. An event keeps its UID, and its SEQUENCE grows when the lesson"
                    + " is moved, covered or cancelled.")
    @APIResponse(
            responseCode = "200",
            description = "The calendar",
            content = @Content(mediaType = "text/calendar", schema = @Schema(implementation = String.class)))
    public Response read(
            @Parameter(
                            description = "The secret of the address",
                            example = "q2v0mJ7cQ4yA1m0eZbq5Xgq2v0mJ7cQ4yA1m0eZbq5X")
                    @PathParam("secret")
                    String secret) {
        return Response.ok(calendars.read(secret))
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=300")
                .build();
    }

    /** Makes an address for the caller's timetable. */
    @POST
    @Path("me/calendar")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "renewMyCalendar",
            summary = "Make a new address for my timetable as a calendar",
            description = "The address is told only now. One that was made before stops working.")
    public CalendarService.CalendarAddress renew() {
        return calendars.renew();
    }

    /** Ends the address of the caller's timetable. */
    @DELETE
    @Path("me/calendar")
    @Operation(
            operationId = "revokeMyCalendar",
            summary = "End the address of my timetable",
            description = "Whoever subscribed to it reads nothing any more. Without an address nothing changes.")
    @APIResponse(responseCode = "204", description = "There is no address any more")
    public void revoke() {
        calendars.revoke();
    }
}
