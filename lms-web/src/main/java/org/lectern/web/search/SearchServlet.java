package org.lectern.web.search;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lectern.search.SearchService;
import org.lectern.search.SearchService.Hit;
import org.lectern.search.SearchService.Kind;
import org.lectern.web.shell.Language;
import org.lectern.web.tags.Functions;

/**
 * Answers the search that opens over every page, as the page's script wants it: lists with a heading, and for each thing
 * its name, what tells it from others, and the page to open. The parameter {@code q} holds what was typed.
 */
@WebServlet("/admin/search")
public class SearchServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Nobody types more; whoever sends more wants to see what happens. */
    private static final int LONGEST = 100;

    private static final Map<Kind, String> PAGES = Map.of(
            Kind.PERSON, "/admin/people/person.xhtml?id=",
            Kind.GROUP, "/admin/groups/group.xhtml?id=",
            Kind.SECTION, "/admin/sections/section.xhtml?id=",
            Kind.COURSE, "/admin/courses/course.xhtml?id=",
            Kind.ROOM, "/admin/schedule/index.xhtml?by=ROOM&id=");

    @Inject
    private transient SearchService searchService;

    @Inject
    private transient Language language;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var asked = request.getParameter("q");
        var locale = language.getLocale();
        Map<Kind, JsonArrayBuilder> lists = new EnumMap<>(Kind.class);
        searchService
                .find(asked == null ? null : asked.substring(0, Math.min(asked.length(), LONGEST)))
                .forEach(hit -> lists.computeIfAbsent(hit.kind(), kind -> Json.createArrayBuilder())
                        .add(item(hit, request.getContextPath(), locale)));
        var answer = Json.createArrayBuilder();
        lists.forEach((kind, items) -> answer.add(Json.createObjectBuilder()
                .add("kind", kind.name())
                .add("label", Functions.say(locale, "search." + kind, null))
                .add("items", items)));
        response.setContentType("application/json");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write(answer.build().toString());
    }

    private static JsonObjectBuilder item(Hit hit, String context, Locale locale) {
        var ended = hit.kind() == Kind.PERSON ? "status.ENDED" : "life.ENDED";
        return Json.createObjectBuilder()
                .add("name", hit.name())
                .add(
                        "detail",
                        Stream.of(
                                        hit.roles().stream()
                                                .map(role -> Functions.say(locale, "role." + role, null))
                                                .collect(Collectors.joining(", ")),
                                        hit.detail(),
                                        hit.ended() ? Functions.say(locale, ended, null) : null)
                                .filter(part -> part != null && !part.isEmpty())
                                .collect(Collectors.joining(" · ")))
                .add("initials", Functions.initials(hit.name()))
                .add("hue", Functions.hue(hit.name()))
                .add("page", context + PAGES.get(hit.kind()) + hit.id());
    }
}
