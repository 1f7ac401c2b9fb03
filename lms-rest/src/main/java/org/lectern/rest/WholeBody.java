package org.lectern.rest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.lectern.shared.Problem;
import org.lectern.shared.Problem.FieldError;
import org.lectern.shared.ProblemType;

/**
 * Refuses a body of a {@link Whole} method that leaves members of its record out, and names them. Members that the record
 * does not have are let through, so that what was read can be sent back.
 */
@Whole
@Provider
public class WholeBody implements ReaderInterceptor {

    /** {@inheritDoc} */
    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        var body = context.getInputStream().readAllBytes();
        requireMembers(parse(body), context.getType());
        context.setInputStream(new ByteArrayInputStream(body));
        return context.proceed();
    }

    private static JsonStructure parse(byte[] body) {
        try (var reader = Json.createReader(new ByteArrayInputStream(body))) {
            return reader.read();
        }
    }

    private static void requireMembers(JsonStructure body, Class<?> type) {
        if (!type.isRecord() || !(body instanceof JsonObject object)) {
            return;
        }
        List<FieldError> missing = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(name -> !object.containsKey(name))
                .map(name -> new FieldError(name, "This is left out; send null when there is none."))
                .toList();
        if (!missing.isEmpty()) {
            throw new Problem(
                    ProblemType.VALIDATION,
                    "A replacement has every member: "
                            + String.join(
                                    ", ",
                                    missing.stream().map(FieldError::field).toList())
                            + (missing.size() == 1 ? " is left out." : " are left out."),
                    missing);
        }
    }
}
