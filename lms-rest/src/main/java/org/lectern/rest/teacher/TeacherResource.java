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
    @Operation(operationId = "teacherLessons", summary = "My lessons of a day, with the state of each register")
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
    @Operation(operationId = "teacherRegister", summary = "The register of one of my lessons")
    @APIResponse(
            responseCode = "200",
            description = "The register",
            headers =
                    @Header(
                            name = "ETag",
                            description = "Version of the register; send it back in If-Match",
                            schema = @Schema(type = SchemaType.STRING)),
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
    @Operation(operationId = "teacherAttendanceCodes", summary = "The attendance codes of the school, in its order")
    public Page<AttendanceCodes.Code> attendanceCodes() {
        return attendance.attendanceCodes();
    }

    /** The sections that the caller teaches. */
    @GET
    @Path("sections")
    @Operation(operationId = "teacherSections", summary = "The sections that I teach")
    public Page<TaughtSection> sections() {
        return attendance.taughtSections();
    }

    /** The students of one of the caller's sections. */
    @GET
    @Path("sections/{id}/students")
    @Operation(
            operationId = "teacherSectionStudents",
            summary = "The students of one of my sections, with their last marks and attendance rate")
    public Page<SectionStudent> students(
            @Parameter(description = "The section", example = "42") @PathParam("id") long sectionId) {
        return attendance.students(sectionId);
    }
}
