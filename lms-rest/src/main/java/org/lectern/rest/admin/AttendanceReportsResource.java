package org.lectern.rest.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.lectern.attendance.AttendanceReportService;
import org.lectern.attendance.AttendanceReports.OfDay;
import org.lectern.attendance.AttendanceReports.OfGroup;
import org.lectern.attendance.AttendanceReports.OfSection;
import org.lectern.attendance.AttendanceReports.OfStudent;
import org.lectern.attendance.AttendanceReports.OpenRegister;
import org.lectern.shared.Page;

/** Reports on attendance. */
@Path("admin/attendance")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Attendance reports", description = "What marks add up to, for those who run the school")
public class AttendanceReportsResource {

    @Inject
    private AttendanceReportService reports;

    /** Attendance by student, by name. */
    @GET
    @Path("students")
    @Operation(
            operationId = "adminAttendanceByStudent",
            summary = "Attendance by student, by name",
            description = "Students whom nobody marked in that time have no rate.")
    public Page<OfStudent> students(
            @BeanParam ReportDays days,
            @Parameter(description = "Only students who are in this group on the last day", example = "1")
                    @QueryParam("group")
                    Long groupId,
            @Parameter(description = "Only this section and its students", example = "42") @QueryParam("section")
                    Long sectionId,
            @BeanParam ReportPage page) {
        return reports.byStudent(days.from(), days.to(), groupId, sectionId, page.limit(), page.after());
    }

    /** Attendance by section, by code. */
    @GET
    @Path("sections")
    @Operation(
            operationId = "adminAttendanceBySection",
            summary = "Attendance by section, by code",
            description = "Sections that have lessons in that time, with how many registers were taken.")
    public Page<OfSection> sections(@BeanParam ReportDays days, @BeanParam ReportPage page) {
        return reports.bySection(days.from(), days.to(), page.limit(), page.after());
    }

    /** Attendance by group, by code. */
    @GET
    @Path("groups")
    @Operation(
            operationId = "adminAttendanceByGroup",
            summary = "Attendance by group, by code",
            description = "The marks of each member on the days on which he or she belongs to the group.")
    public Page<OfGroup> groups(@BeanParam ReportDays days, @BeanParam ReportPage page) {
        return reports.byGroup(days.from(), days.to(), page.limit(), page.after());
    }

    /** Attendance by day. */
    @GET
    @Path("days")
    @Operation(
            operationId = "adminAttendanceByDay",
            summary = "Attendance by day",
            description = "At most 92 days; those without lessons are left out.")
    public Page<OfDay> days(@BeanParam ReportDays days) {
        return reports.byDay(days.from(), days.to());
    }

    /** Registers that nobody took, by time. */
    @GET
    @Path("not-taken")
    @Operation(
            operationId = "adminRegistersNotTaken",
            summary = "Registers that nobody took, by time",
            description = "Of lessons that are over and were not cancelled, each with the teacher to ask.")
    public Page<OpenRegister> notTaken(@BeanParam ReportDays days, @BeanParam ReportPage page) {
        return reports.notTaken(days.from(), days.to(), page.limit(), page.after());
    }
}
