package org.lectern.web.sections;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.lectern.courses.EnrollmentPolicy;
import org.lectern.courses.SectionService;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Page;
import org.lectern.web.shell.Download;
import org.lectern.web.shell.DownloadServlet;
import org.lectern.web.tags.Functions;

/** The list of sections as a workbook, with its filters in the address. */
@WebServlet("/admin/sections/export")
public class SectionsExportServlet extends DownloadServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient SectionService sectionService;

    @Override
    protected void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var search = Download.text(request, "q");
        var course = Download.number(request, "course");
        var term = Download.number(request, "term");
        var policy = Download.choice(request, "policy", EnrollmentPolicy.class);
        var status = Download.choice(request, "status", LifeStatus.class);
        boolean untaught = Boolean.parseBoolean(request.getParameter("untaught"));
        List<String> heads = Stream.of(
                        "section.code",
                        "section.title",
                        "section.courseId",
                        "section.termId",
                        "section.groupId",
                        "section.teachers",
                        "section.seats",
                        "section.capacity",
                        "section.waiting",
                        "section.policy")
                .map(key -> Functions.say(key, null))
                .toList();
        Download.workbook(
                response,
                "sections",
                heads,
                after -> sectionService.list(
                        search, course, term, null, policy, status, untaught, Page.MAX_LIMIT, after),
                section -> Arrays.asList(
                        section.code(),
                        section.title(),
                        section.course().code() + " " + section.course().title(),
                        section.term(),
                        section.group(),
                        String.join(", ", section.teachers()),
                        section.seatsTaken(),
                        section.capacity(),
                        section.waiting(),
                        Functions.say("section.policy." + section.policy(), null)));
    }
}
