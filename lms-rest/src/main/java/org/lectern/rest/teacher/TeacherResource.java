package org.lectern.rest.teacher;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.attendance.AttendanceCodes;
import org.lectern.attendance.AttendanceService;
import org.lectern.attendance.LessonService;
import org.lectern.attendance.Register;
import org.lectern.attendance.SectionStudent;
import org.lectern.attendance.TaughtLesson;
import org.lectern.attendance.TaughtSection;
import org.lectern.rest.Day;
import org.lectern.shared.ExpectedVersion;
import org.lectern.shared.Page;

/** What a teacher reads before and while teaching. */
@Path("teacher")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Teacher", description = "What a teacher reads of the own lessons and sections")
public class TeacherResource {

    @Inject
    private LessonService lessons;

    @Inject
    private AttendanceService attendance;

    /** The caller's lessons of one day. */
    @GET
    @Path("lessons")
    @Operation(
            operationId = "teacherLessons",
            summary = "My lessons of a day, with the state of each register",
            description = "Those that I teach or help with, and those in which I stand in for somebody, by time.")
    public Page<TaughtLesson> lessons(
            @Parameter(
                            description = "A day in the school's time zone; today without it",
                            example = "2026-11-24",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @QueryParam("date")
                    Day date) {
        return lessons.taught(Day.orNull(date));
    }

    /** The register of one of the caller's lessons. */
    @GET
    @Path("lessons/{id}/register")
    @Operation(
            operationId = "teacherRegister",
            summary = "The register of one of my lessons",
            description = "One line for each student on the roster of that day. A register that is not taken counts for"
                    + " nothing, whatever its lines say.")
    @APIResponse(
            responseCode = "200",
            description = "The register",
            headers = @Header(name = "ETag"),
            content = @Content(schema = @Schema(implementation = Register.class)))
    public Response register(@Parameter(description = "The lesson", example = "4711") @PathParam("id") long lessonId) {
        var register = attendance.register(lessonId);
        return Response.ok(register)
                .header(HttpHeaders.ETAG, ExpectedVersion.etag(register.version()))
                .build();
    }

    /** The codes to mark with. */
    @GET
    @Path("attendance-codes")
    @Operation(
            operationId = "teacherAttendanceCodes",
            summary = "The attendance codes of the school, in its order",
            description = "A school has codes of its own; each counts as one of four kinds.")
    public Page<AttendanceCodes.Code> attendanceCodes() {
        return attendance.attendanceCodes();
    }

    /** The sections that the caller teaches. */
    @GET
    @Path("sections")
    @Operation(
            operationId = "teacherSections",
            summary = "The sections that I teach",
            description = "Those in which I am lead, assistant or substitute today, by code.")
    public Page<TaughtSection> sections() {
        return attendance.taughtSections();
    }

    /** The students of one of the caller's sections. */
    @GET
    @Path("sections/{id}/students")
    @Operation(
            operationId = "teacherSectionStudents",
            summary = "The students of one of my sections, with their last marks and attendance rate",
            description = "The students who are on its roster today, by family name and given name.")
    public Page<SectionStudent> students(
            @Parameter(description = "The section", example = "42") @PathParam("id") long sectionId) {
        return attendance.students(sectionId);
    }
}
