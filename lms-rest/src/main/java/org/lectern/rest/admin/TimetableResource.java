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
import org.lectern.rest.Day;
import org.lectern.rest.Moment;
import org.lectern.shared.Page;
import org.lectern.timetable.Days;
import org.lectern.timetable.FreeRoom;
import org.lectern.timetable.SlotClash;
import org.lectern.timetable.StudentClash;
import org.lectern.timetable.TeacherName;
import org.lectern.timetable.TimetableService;

/** What those who plan want to know of the timetable as a whole. */
@Path("admin/timetable")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Timetable", description = "The weekly plan, the lessons made from it, and what became of them")
public class TimetableResource {

    @Inject
    private TimetableService timetable;

    /** Slots that cannot both be held. */
    @GET
    @Path("clashes")
    @Operation(
            operationId = "adminTimetableClashes",
            summary = "Weekly slots that cannot both be held",
            description =
                    "Pairs that need the same room, teacher, assistant or group at once, groups within each other counted as the same, by weekday and time. Only imports"
                            + " leave such behind: lessons of the second are missing until one of them is changed.")
    public Page<SlotClash> clashes(
            @Parameter(description = "How many at most, 1 to 500; 50 without it", example = "50") @QueryParam("limit")
                    Integer limit) {
        return timetable.clashes(limit);
    }

    /** Students in two lessons at once. */
    @GET
    @Path("student-clashes")
    @Operation(
            operationId = "adminStudentClashes",
            summary = "Students who are to be in two lessons at once",
            description =
                    "By time and name, of at most 62 days, this week without them: students who chose sections that"
                            + " clash or who belong to two groups, also through lessons that were moved.")
    public Page<StudentClash> studentClashes(
            @Parameter(
                            description = "The first day, in the school's zone",
                            example = "2026-11-23",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @QueryParam("from")
                    Day from,
            @Parameter(
                            description = "The last day",
                            example = "2026-11-27",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @QueryParam("to")
                    Day to,
            @Parameter(description = "How many at most, 1 to 500; 50 without it", example = "50") @QueryParam("limit")
                    Integer limit) {
        return timetable.studentClashes(new Days(Day.orNull(from), Day.orNull(to)), limit);
    }

    /** Rooms that are free. */
    @GET
    @Path("free-rooms")
    @Operation(
            operationId = "adminFreeRooms",
            summary = "Rooms in which nothing is at a time",
            description = "By capacity, the smallest first.")
    public Page<FreeRoom> freeRooms(
            @Parameter(
                            description = "The beginning of the time",
                            required = true,
                            example = "2026-11-24T09:50:00Z",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("startsAt")
                    Moment startsAt,
            @Parameter(
                            description = "The end of the time",
                            required = true,
                            example = "2026-11-24T10:40:00Z",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("endsAt")
                    Moment endsAt) {
        return timetable.freeRooms(Moment.orNull(startsAt), Moment.orNull(endsAt));
    }

    /** Teachers who are free. */
    @GET
    @Path("free-teachers")
    @Operation(
            operationId = "adminFreeTeachers",
            summary = "Teachers who have nothing to teach at a time",
            description = "By name. Those who help in a section that meets then are not among them.")
    public Page<TeacherName> freeTeachers(
            @Parameter(
                            description = "The beginning of the time",
                            required = true,
                            example = "2026-11-24T09:50:00Z",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("startsAt")
                    Moment startsAt,
            @Parameter(
                            description = "The end of the time",
                            required = true,
                            example = "2026-11-24T10:40:00Z",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("endsAt")
                    Moment endsAt) {
        return timetable.freeTeachers(Moment.orNull(startsAt), Moment.orNull(endsAt));
    }
}
