package org.lectern.rest.student;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.content.ContentService;
import org.lectern.content.ShownUnit;
import org.lectern.shared.Page;

/** What students are shown of the content of their sections. */
@Path("student/sections/{id}/materials")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Content", description = "Units and materials of sections")
public class MaterialsResource {

    @Inject
    private ContentService content;

    /** The units of a section that are visible today. */
    @GET
    @Operation(
            operationId = "studentMaterials",
            summary = "The materials of one of my sections",
            description =
                    "By unit, in the teacher's order; what is hidden or comes later is left out. Files are fetched"
                            + " at /files/{id}.")
    public Page<ShownUnit> materials(
            @Parameter(description = "The section", example = "42") @PathParam("id") long sectionId) {
        return content.shown(sectionId);
    }
}
