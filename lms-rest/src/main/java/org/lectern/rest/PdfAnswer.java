package org.lectern.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Answers with a document that is made for the caller alone. */
public final class PdfAnswer {

    /** The media type. */
    public static final String TYPE = "application/pdf";

    private PdfAnswer() {}

    /**
     * The answer.
     *
     * @param name to save it under; letters, digits, dots and hyphens only
     * @param content the document
     */
    public static Response of(String name, byte[] content) {
        return Response.ok(content, TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
