package org.lectern.rest.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.audit.AuditService;
import org.lectern.rest.Day;
import org.lectern.shared.Page;

/** Who changed what. */
@Path("admin/audit")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit", description = "Who did what to whom, when, and what it was before")
public class AuditResource {

    @Inject
    private AuditService audit;

    /** A page of the audit. */
    @GET
    @Operation(
            operationId = "adminAudit",
            summary = "The audit, newest first",
            description = "Every write leaves an entry, which is never changed or deleted. Filters that are given hold"
                    + " together.")
    public Page<AuditService.Entry> list(
            @Parameter(description = "User name of the account that did it, in any case", example = "h.marsh")
                    @QueryParam("who")
                    String who,
            @Parameter(description = "What was done, as entries call it", example = "person changed")
                    @QueryParam("action")
                    String action,
            @Parameter(description = "The kind of thing it was done to", example = "person") @QueryParam("entity")
                    String entity,
            @Parameter(description = "The thing, together with its kind", example = "4711") @QueryParam("id")
                    Long entityId,
            @Parameter(description = "The person whom it concerns", example = "4711") @QueryParam("person")
                    Long subjectId,
            @Parameter(
                            description = "First day, in the school's time zone",
                            example = "2026-11-01",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @QueryParam("from")
                    Day from,
            @Parameter(
                            description = "Last day, in the school's time zone",
                            example = "2026-11-30",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @QueryParam("to")
                    Day to,
            @Parameter(description = "Rows of a page, 1 to 500", example = "50") @QueryParam("limit") Integer limit,
            @Parameter(description = "The next of the page before") @QueryParam("after") String after) {
        return audit.list(
                new AuditService.Filter(who, action, entity, entityId, subjectId, Day.orNull(from), Day.orNull(to)),
                limit,
                after);
    }
}
