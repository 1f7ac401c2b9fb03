package org.lectern.rest.teacher;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.notifications.Notification;
import org.lectern.notifications.NotificationService;
import org.lectern.shared.Page;

/** What the caller was told. */
@Path("teacher/notifications")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Notifications", description = "What a person was told")
public class NotificationsResource {

    @Inject
    private NotificationService notifications;

    /** A page of the caller's notifications. */
    @GET
    @Operation(
            operationId = "teacherNotifications",
            summary = "My notifications, newest first",
            description =
                    "A seat that became free, a decision on an absence notice, an attendance warning and the like.")
    public Page<Notification> list(
            @Parameter(description = "Only those that are not marked as read", example = "true")
                    @QueryParam("unread")
                    @DefaultValue("false")
                    boolean unread,
            @Parameter(description = "Rows of a page, 1 to 500; 50 without it", example = "50") @QueryParam("limit")
                    Integer limit,
            @Parameter(description = "The next of the page before") @QueryParam("after") String after) {
        return notifications.list(unread, limit, after);
    }

    /** Marks one as read. */
    @POST
    @Path("{id}/read")
    @Operation(
            operationId = "teacherReadNotification",
            summary = "Mark a notification as read",
            description = "Marking it again changes nothing.")
    @APIResponse(responseCode = "204", description = "It is marked")
    public void read(@Parameter(description = "The notification", example = "7001") @PathParam("id") long id) {
        notifications.markRead(id);
    }

    /** Marks all as read. */
    @POST
    @Path("read")
    @Operation(
            operationId = "teacherReadNotifications",
            summary = "Mark all my notifications as read",
            description = "Those that come later are not.")
    @APIResponse(responseCode = "204", description = "They are marked")
    public void readAll() {
        notifications.markAllRead();
    }
}
