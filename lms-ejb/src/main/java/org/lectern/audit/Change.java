package org.lectern.audit;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One value that became another.
 *
 * @param field its name, as the domain calls it
 * @param before as text for a reader; null when there was none
 * @param after as text for a reader; null when there is none
 */
public record Change(String field, String before, String after) {

    /**
     * Compares two sets of values. What is the same on both sides is left out.
     *
     * @param before an object, or null or JSON null when there was nothing
     * @param after an object, or null or JSON null when there is nothing
     * @return in the order of the values; empty when either side is something other than an object
     */
    public static List<Change> between(JsonValue before, JsonValue after) {
        if (!isObjectOrNothing(before) || !isObjectOrNothing(after)) {
            return List.of();
        }
        Set<String> fields = new LinkedHashSet<>();
        addFields(before, fields);
        addFields(after, fields);
        List<Change> changes = new ArrayList<>();
        for (var field : fields) {
            var was = text(before, field);
            var is = text(after, field);
            if (was == null ? is != null : !was.equals(is)) {
                changes.add(new Change(field, was, is));
            }
        }
        return List.copyOf(changes);
    }

    private static boolean isObjectOrNothing(JsonValue value) {
        return value == null || value == JsonValue.NULL || value instanceof JsonObject;
    }

    private static void addFields(JsonValue value, Set<String> fields) {
        if (value instanceof JsonObject object) {
            fields.addAll(object.keySet());
        }
    }

    private static String text(JsonValue side, String field) {
        var value = side instanceof JsonObject object ? object.get(field) : null;
        if (value == null || value == JsonValue.NULL) {
            return null;
        }
        return value instanceof JsonString string ? string.getString() : value.toString();
    }
}
