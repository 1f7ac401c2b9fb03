package org.lectern.rest.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.jobs.Job;
import org.lectern.jobs.JobChange;
import org.lectern.jobs.JobService;
import org.lectern.shared.Page;

/** Background work. */
@Path("admin/jobs")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Jobs", description = "Background work: how far it is, what it did, what was wrong")
public class JobsResource {

    @Inject
    private JobService jobs;

    /** A page of the jobs. */
    @GET
    @Operation(
            operationId = "adminJobs",
            summary = "The jobs, newest first, without their results",
            description = "Results and errors can be long; each job has its own address for them.")
    public Page<Job> list(
            @Parameter(description = "Rows of a page, 1 to 500", example = "50") @QueryParam("limit") Integer limit,
            @Parameter(description = "The next of the page before") @QueryParam("after") String after) {
        return jobs.list(limit, after);
    }

    /** One job. */
    @GET
    @Path("{id}")
    @Operation(
            operationId = "adminJob",
            summary = "One job: its progress, then its result or its errors",
            description =
                    "Ask again until the state is SUCCEEDED, FAILED or CANCELLED. A failed job has changed nothing.")
    public Job get(@Parameter(description = "The job", example = "51") @PathParam("id") long id) {
        return jobs.get(id);
    }

    /** A page of what a job changed. */
    @GET
    @Path("{id}/changes")
    @Operation(
            operationId = "adminJobChanges",
            summary = "What a job changed, or would change in a dry run, row by row",
            description = "In the order in which it happens. A job that has not succeeded changed nothing. The list is"
                    + " kept for 30 days after the job's end.")
    public Page<JobChange> changes(
            @Parameter(description = "The job", example = "51") @PathParam("id") long id,
            @Parameter(description = "Rows of a page, 1 to 500", example = "50") @QueryParam("limit") Integer limit,
            @Parameter(description = "The next of the page before") @QueryParam("after") String after) {
        return jobs.changes(id, limit, after);
    }

    /** Stops a job. */
    @POST
    @Path("{id}/cancel")
    @Operation(
            operationId = "adminCancelJob",
            summary = "Stop a job",
            description = "What it has written so far is undone. A job that has ended cannot be stopped.")
    @APIResponse(
            responseCode = "200",
            description = "The job as it is now",
            content = @Content(schema = @Schema(implementation = Job.class)))
    @APIResponse(responseCode = "409", description = "conflict")
    public Job cancel(@Parameter(description = "The job", example = "51") @PathParam("id") long id) {
        return jobs.cancel(id);
    }
}
