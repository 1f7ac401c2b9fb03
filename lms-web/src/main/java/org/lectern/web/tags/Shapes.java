package org.lectern.web.tags;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The shapes that Lucide's icons are made of, from the list that Lucide publishes. */
final class Shapes {

    private static final String LIST = "/lectern/icon-nodes.json";

    private static final Map<String, List<Shape>> DRAWN = new ConcurrentHashMap<>();

    private Shapes() {}

    /**
     * A shape of an icon.
     *
     * @param element of SVG, for example {@code path}
     * @param attributes of that element
     */
    record Shape(String element, Map<String, String> attributes) {}

    /** Reads the list once, then keeps only the icons that pages draw. */
    private static final class Lucide {
        private static final JsonObject ICONS = read();

        private static JsonObject read() {
            try (var stream = Shapes.class.getResourceAsStream(LIST);
                    var reader = Json.createReader(stream)) {
                return reader.readObject();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * The shapes of one icon.
     *
     * @param name in Lucide
     * @throws IllegalArgumentException when Lucide has none of that name
     */
    static List<Shape> of(String name) {
        return DRAWN.computeIfAbsent(name, Shapes::load);
    }

    private static List<Shape> load(String name) {
        var nodes = Lucide.ICONS.getJsonArray(name);
        if (nodes == null) {
            throw new IllegalArgumentException("Lucide has no icon " + name);
        }
        return nodes.stream()
                .map(node -> node.asJsonArray())
                .map(node -> new Shape(node.getString(0), attributes(node.getJsonObject(1))))
                .toList();
    }

    private static Map<String, String> attributes(JsonObject object) {
        Map<String, String> attributes = new LinkedHashMap<>();
        object.forEach((name, value) ->
                attributes.put(name, value instanceof JsonString string ? string.getString() : value.toString()));
        return attributes;
    }
}
