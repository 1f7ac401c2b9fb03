package org.lectern.web.shell;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.lectern.web.tags.Functions;

/**
 * Turns records into what stands in a form, and back. Values are text there, but for yes and no; lists of records are
 * lists of rows.
 *
 * @param zone in which moments are typed
 */
record Texts(ZoneId zone) {

    /** The members of a record by name. */
    static Map<String, Object> members(Record one) {
        var members = new LinkedHashMap<String, Object>();
        for (var component : one.getClass().getRecordComponents()) {
            members.put(component.getName(), value(component, one));
        }
        return members;
    }

    /**
     * What a form shows.
     *
     * @param type whose members are the fields
     * @param known values by name; one that is absent is empty
     */
    Map<String, Object> shown(Class<? extends Record> type, Map<String, Object> known) {
        var shown = new LinkedHashMap<String, Object>();
        for (var component : type.getRecordComponents()) {
            var value = known.get(component.getName());
            if (value == null && component.getType() == List.class) {
                value = List.of();
            }
            shown.put(component.getName(), component.getType() == boolean.class && value == null ? false : text(value));
        }
        return shown;
    }

    private Object text(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(this::text).collect(Collectors.toCollection(ArrayList::new));
        }
        if (value instanceof Record row) {
            var texts = new LinkedHashMap<String, Object>();
            members(row).forEach((name, member) -> texts.put(name, text(member)));
            return texts;
        }
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros().toPlainString();
        }
        if (value instanceof OffsetDateTime moment) {
            return moment.atZoneSameInstant(zone)
                    .toLocalDateTime()
                    .truncatedTo(ChronoUnit.MINUTES)
                    .toString();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return value == null || value instanceof Boolean ? value : value.toString();
    }

    /**
     * What a form means.
     *
     * @param typed what stands in it
     * @param read what stood in it at first
     * @param known the values that this stands for
     * @param notices told what is not understood, beside the field
     * @return null when something is not understood
     */
    <F extends Record> F meant(
            Class<F> type,
            Map<String, Object> typed,
            Map<String, Object> read,
            Map<String, Object> known,
            Notices notices) {
        var values = new ArrayList<>();
        var understood = true;
        for (var component : type.getRecordComponents()) {
            var name = component.getName();
            var text = typed.get(name);
            var row = row(component);
            if (row != null) {
                var rows = new ArrayList<>();
                for (var each : (List<?>) text) {
                    var one = filled(row, (Map<?, ?>) each, name + "[" + rows.size() + "].", notices);
                    understood &= one != null;
                    rows.add(one);
                }
                values.add(rows);
            } else if (text instanceof List<?> several) {
                var element = constants(component) ? element(component) : Long.class;
                values.add(several.stream().map(each -> value(element, each)).toList());
            } else if (Objects.equals(text, read.get(name))
                    && component.getType().isInstance(known.get(name))) {
                values.add(known.get(name));
            } else {
                try {
                    values.add(value(component.getType(), text));
                } catch (DateTimeException | IllegalArgumentException e) {
                    understood = false;
                    values.add(null);
                    notices.fault(name, why(component.getType(), text));
                }
            }
        }
        return understood ? make(type, values) : null;
    }

    private <R extends Record> R filled(Class<R> type, Map<?, ?> texts, String path, Notices notices) {
        var values = new ArrayList<>();
        var understood = true;
        for (var component : type.getRecordComponents()) {
            var text = texts.get(component.getName());
            try {
                values.add(value(component.getType(), text));
            } catch (DateTimeException | IllegalArgumentException e) {
                understood = false;
                notices.fault(path + component.getName(), why(component.getType(), text));
            }
        }
        return understood ? make(type, values) : null;
    }

    private static String why(Class<?> type, Object text) {
        if (text == null) {
            return Functions.say("invalid.NotNull", null);
        }
        var key = LocalTime.class == type
                ? "invalid.time"
                : LocalDate.class == type || OffsetDateTime.class == type ? "invalid.date" : "invalid.number";
        return Functions.say(key, text);
    }

    /** The value that a text stands for; fails when it is none, also when nothing stands where something has to. */
    private Object value(Class<?> type, Object typed) {
        if (typed instanceof Boolean) {
            return typed;
        }
        var text = typed == null || typed.toString().isBlank()
                ? null
                : typed.toString().strip();
        if (type == String.class) {
            return text;
        }
        if (type == int.class) {
            return Integer.valueOf(Objects.requireNonNullElse(text, ""));
        }
        if (text == null) {
            return null;
        }
        if (type == Integer.class) {
            return Integer.valueOf(text);
        }
        if (type == Long.class) {
            return Long.valueOf(text);
        }
        if (type == BigDecimal.class) {
            return new BigDecimal(text.replace(',', '.'));
        }
        if (type == LocalDate.class) {
            return LocalDate.parse(text);
        }
        if (type == LocalTime.class) {
            return LocalTime.parse(text);
        }
        if (type == OffsetDateTime.class) {
            return LocalDateTime.parse(text).atZone(zone).toOffsetDateTime();
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> ((Enum<?>) constant).name().equals(text))
                    .findFirst()
                    .orElseThrow(IllegalArgumentException::new);
        }
        throw new IllegalStateException("No form holds a " + type);
    }

    /** The record of which a member holds many; null when it does not. */
    @SuppressWarnings("unchecked")
    private static Class<? extends Record> row(RecordComponent component) {
        var element = element(component);
        return element != null && element.isRecord() ? (Class<? extends Record>) element : null;
    }

    private static boolean constants(RecordComponent component) {
        var element = element(component);
        return element != null && element.isEnum();
    }

    /** What a member holds many of; null when it holds one thing. */
    private static Class<?> element(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType list
                        && list.getActualTypeArguments()[0] instanceof Class<?> element
                ? element
                : null;
    }

    private static <R extends Record> R make(Class<R> type, List<?> values) {
        try {
            var types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            return type.getConstructor(types).newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot make a " + type.getSimpleName(), e);
        }
    }

    private static Object value(RecordComponent component, Record one) {
        try {
            return component.getAccessor().invoke(one);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + component, e);
        }
    }

    /** The same value, so that changing the one leaves the other. */
    static Object copy(Object shown) {
        if (shown instanceof List<?> list) {
            return list.stream().map(Texts::copy).collect(Collectors.toCollection(ArrayList::new));
        }
        return shown instanceof Map<?, ?> row ? new LinkedHashMap<>(row) : shown;
    }

    /** Rows in words. */
    static String list(List<?> rows) {
        return rows.stream()
                .map(row -> row instanceof Map<?, ?> texts
                        ? texts.values().stream()
                                .filter(Objects::nonNull)
                                .map(Object::toString)
                                .collect(Collectors.joining(" "))
                        : String.valueOf(row))
                .collect(Collectors.joining(", "));
    }
}
