package org.lectern.rest.teacher;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.grades.ReportComment;
import org.lectern.grades.ReportCommentFacts;
import org.lectern.grades.ReportCommentService;
import org.lectern.rest.Whole;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.Page;

/** What teachers say of students on report cards. */
@Path("teacher")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Gradebook")
public class ReportCommentsResource {

    @Inject
    private ReportCommentService comments;

    /** The comments of all students. */
    @GET
    @Path("sections/{id}/report-comments")
    @Operation(
            operationId = "teacherReportComments",
            summary = "What is said of the students of a section, for a period or the whole of it",
            description = "One for each student on the roster, also of those of whom nothing is said.")
    public Page<ReportComment> list(
            @Parameter(description = "The section", example = "42") @PathParam("id") long sectionId,
            @Parameter(description = "The period; the whole section without it", example = "3") @QueryParam("period")
                    Long periodId) {
        return comments.comments(sectionId, periodId);
    }

    /** Writes a comment. */
    @PUT
    @Whole
    @Path("sections/{id}/report-comment")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "teacherWriteReportComment",
            summary = "Say something of a student, for the report card",
            description =
                    "It is printed on the report card of the period, and the student reads it beside the grades at"
                            + " once. Without a text it is taken back. The version to send in If-Match is a member of the comment;"
                            + " it is 0 when there never was one.")
    @APIResponse(
            responseCode = "200",
            description = "The comment as it is now",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = ReportComment.class)))
    @APIResponse(responseCode = "409", description = "grades-locked")
    public Response write(
            @Parameter(description = "The section", example = "42") @PathParam("id") long sectionId,
            @Parameter(description = "The student", example = "4711", required = true) @QueryParam("student")
                    long studentId,
            @Parameter(description = "The period; the whole section without it", example = "3") @QueryParam("period")
                    Long periodId,
            @Parameter(description = "The version as you have seen it", example = "\"0\"", required = true)
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    ExpectedVersion expected,
            @NotNull @Valid ReportCommentFacts facts) {
        var comment = comments.write(sectionId, studentId, periodId, expected, facts);
        return Response.ok(comment)
                .header(HttpHeaders.ETAG, ExpectedVersion.etag(comment.version()))
                .build();
    }
}
