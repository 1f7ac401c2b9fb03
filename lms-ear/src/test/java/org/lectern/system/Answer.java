package org.lectern.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;

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

    @Override
    public String toString() {
        return status + " " + headers.map() + "\n" + body;
    }
}
