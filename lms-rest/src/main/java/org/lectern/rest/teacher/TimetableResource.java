package org.lectern.rest.teacher;

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
import org.lectern.rest.Day;
import org.lectern.shared.Page;
import org.lectern.timetable.Days;
import org.lectern.timetable.TimetableLesson;
import org.lectern.timetable.TimetableService;

/** The timetable of whoever asks. */
@Path("teacher/timetable")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Teacher", description = "What a teacher reads of the own lessons and sections")
public class TimetableResource {

    @Inject
    private TimetableService timetable;

    /** The caller's timetable of some days. */
    @GET
    @Operation(
            operationId = "teacherTimetable",
            summary = "My timetable of some days",
            description =
                    "Lessons that I teach, was to teach or help with, by time; moved, covered and cancelled ones are marked.")
    public Page<TimetableLesson> timetable(
            @Parameter(
                            description = "First day in the school's time zone; Monday of this week without it",
                            example = "2026-11-23",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @QueryParam("from")
                    Day from,
            @Parameter(
                            description = "Last day, at most 62 days in all; a week without it",
                            example = "2026-11-27",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @QueryParam("to")
                    Day to) {
        return timetable.taught(new Days(Day.orNull(from), Day.orNull(to)));
    }
}
