package org.lectern.web.people;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lectern.people.PeopleService;
import org.lectern.people.Role;
import org.lectern.shared.LifeStatus;
import org.lectern.shared.Page;
import org.lectern.web.shell.Download;
import org.lectern.web.shell.DownloadServlet;
import org.lectern.web.tags.Functions;

/** The list of people as a workbook, with its filters in the address. */
@WebServlet("/admin/people/export")
public class PeopleExportServlet extends DownloadServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient PeopleService peopleService;

    @Override
    protected void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var search = Download.text(request, "q");
        var role = Download.choice(request, "role", Role.class);
        var status = Download.choice(request, "status", LifeStatus.class);
        var lacking = Download.choice(request, "lacking", PeopleService.Lacking.class);
        List<String> heads = Stream.of(
                        "person.familyName",
                        "person.givenName",
                        "people.name",
                        "people.role",
                        "person.identifier",
                        "people.email",
                        "login.username",
                        "people.account",
                        "people.lastSignIn")
                .map(key -> Functions.say(key, null))
                .toList();
        Download.workbook(
                response,
                "people",
                heads,
                after -> peopleService.list(search, role, status, lacking, Page.MAX_LIMIT, after),
                person -> Arrays.asList(
                        person.familyName(),
                        person.givenName(),
                        person.name(),
                        person.roles().stream()
                                .map(each -> Functions.say("role." + each, null))
                                .collect(Collectors.joining(", ")),
                        person.identifier(),
                        person.email(),
                        person.account() == null ? null : person.account().username(),
                        person.account() == null
                                ? null
                                : Functions.say("account." + person.account().state(), null),
                        person.account() == null ? null : person.account().lastSignInAt()));
    }
}
