package org.lectern.rest.student;

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
import org.lectern.attendance.AttendanceService;
import org.lectern.attendance.AttendedLesson;
import org.lectern.attendance.LessonService;
import org.lectern.attendance.OwnAttendance;
import org.lectern.grades.GradeService;
import org.lectern.grades.OwnGrades;
import org.lectern.rest.Day;
import org.lectern.shared.Page;

/** What students read of themselves. */
@Path("student")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Student", description = "What a student reads of the own lessons, attendance and grades")
public class StudentResource {

    @Inject
    private LessonService lessons;

    @Inject
    private AttendanceService attendance;

    @Inject
    private GradeService grades;

    /** The caller's lessons of some days. */
    @GET
    @Path("lessons")
    @Operation(
            operationId = "studentLessons",
            summary = "My lessons of some days, with my marks",
            description = "Lessons of the sections in which I am enrolled on their day, by time; cancelled ones too.")
    public Page<AttendedLesson> lessons(
            @Parameter(
                            description = "First day in the school's time zone; today without it",
                            example = "2026-11-23",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @QueryParam("from")
                    Day from,
            @Parameter(
                            description = "Last day, at most 62 days later; the first day without it",
                            example = "2026-11-27",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @QueryParam("to")
                    Day to) {
        return lessons.attended(Day.orNull(from), Day.orNull(to));
    }

    /** What the caller's marks add up to, and the marks. */
    @GET
    @Path("attendance")
    @Operation(
            operationId = "studentAttendance",
            summary = "My attendance",
            description =
                    "Counts in all and by section, and the marks, newest first. Lessons whose register nobody took"
                            + " count for nothing.")
    public OwnAttendance attendance(
            @Parameter(description = "Marks of a page, 1 to 500; 20 without it", example = "20") @QueryParam("limit")
                    Integer limit,
            @Parameter(description = "The next of the page before") @QueryParam("after") String after) {
        return attendance.ownAttendance(limit, after);
    }

    /** The caller's grades. */
    @GET
    @Path("grades")
    @Operation(
            operationId = "studentGrades",
            summary = "My grades by section",
            description = "Only items that the teacher has released; those without a result yet have no status.")
    public Page<OwnGrades> grades() {
        return grades.ownGrades();
    }
}
