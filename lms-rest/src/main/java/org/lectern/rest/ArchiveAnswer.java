package org.lectern.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.lectern.files.Archive;

/** A zip as an answer, written while it is sent. */
public final class ArchiveAnswer {

    /** The media type. */
    public static final String TYPE = "application/zip";

    private ArchiveAnswer() {}

    /** The answer. */
    public static Response of(Archive archive) {
        return FileAnswer.safe(Response.ok((StreamingOutput) archive::write))
                .type(TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, FileAnswer.disposition("attachment", archive.name()))
                .build();
    }
}
