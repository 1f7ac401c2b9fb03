package org.lectern.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;
import java.util.List;

/**
 * What the server answered.
 *
 * @param status HTTP status code
 * @param headers all headers
 * @param body the body as text, empty when there is none
 */
public record Answer(int status, HttpHeaders headers, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The first value of a header, or null. */
    public String header(String name) {
        return headers.firstValue(name).orElse(null);
    }

    /** The media type without its parameters, or null. */
    public String mediaType() {
        String type = header("Content-Type");
        return type == null ? null : type.split(";", 2)[0].strip();
    }

    /**
     * The body as JSON.
     *
     * @throws AssertionError when it is not
     */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + this, e);
        }
    }

    /**
     * Requires problem details (RFC 9457) with every member that Lectern promises.
     *
     * @param status what the response and its body must say
     * @param slug the last part of the type
     */
    static void assertProblem(int status, String slug, Answer answer) {
        assertEquals(status, answer.status, answer::toString);
        assertEquals("application/problem+json", answer.mediaType(), answer::toString);
        JsonNode problem = answer.json();
        assertEquals("https://lectern.org/problems/" + slug, problem.get("type").asText(), answer::toString);
        assertEquals(status, problem.get("status").asInt(), answer::toString);
        for (String member : List.of("title", "detail", "instance")) {
            assertTrue(!problem.get(member).asText().isBlank(), answer::toString);
        }
        assertTrue(problem.get("errors").isArray(), answer::toString);
        assertTrue(!answer.body.contains("Exception") && !answer.body.contains("\tat "), answer::toString);
    }

    @Override
    public String toString() {
        return status + " " + headers.map() + "\n" + body;
    }
}
