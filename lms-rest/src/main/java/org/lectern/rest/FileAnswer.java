package org.lectern.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.lectern.files.FileService;
import org.lectern.files.FileTypes;
import org.lectern.rest.problem.ProblemDetails;
import org.lectern.shared.ProblemType;

/** A file as an answer that no browser can be made to run: with its hash as ETag, whole or in part. */
public final class FileAnswer {

    private static final String CONTENT_RANGE = "Content-Range";

    private FileAnswer() {}

    /**
     * Answers with a file.
     *
     * @param file the file
     * @param ifNoneMatch the header of that name; null when there is none
     * @param range see {@code ifNoneMatch}
     * @param ifRange see {@code ifNoneMatch}
     * @param path of the request
     */
    static Response of(FileService.Content file, String ifNoneMatch, String range, String ifRange, String path) {
        var head = file.head();
        var etag = '"' + head.sha256() + '"';
        if (ifNoneMatch != null && matches(ifNoneMatch, etag)) {
            return safe(Response.notModified()).header(HttpHeaders.ETAG, etag).build();
        }
        boolean shown = FileTypes.isShown(head.contentType());
        var answer = safe(Response.ok())
                .header(HttpHeaders.ETAG, etag)
                .header("Accept-Ranges", "bytes")
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(shown ? "inline" : "attachment", head.name()))
                .type(shown ? head.contentType() : MediaType.APPLICATION_OCTET_STREAM);
        try {
            var part = ByteRange.of(ifRange == null || ifRange.strip().equals(etag) ? range : null, head.size());
            if (part.isEmpty()) {
                return answer.header(HttpHeaders.CONTENT_LENGTH, head.size())
                        .entity(bytes(file.content(), 0, head.size()))
                        .build();
            }
            var some = part.get();
            return answer.status(Response.Status.PARTIAL_CONTENT)
                    .header(CONTENT_RANGE, "bytes " + some.first() + "-" + some.last() + "/" + head.size())
                    .header(HttpHeaders.CONTENT_LENGTH, some.length())
                    .entity(bytes(file.content(), some.first(), some.length()))
                    .build();
        } catch (ByteRange.BeyondEndException e) {
            var type = ProblemType.RANGE_NOT_SATISFIABLE;
            return Response.status(type.status())
                    .type(ProblemDetails.MEDIA_TYPE)
                    .header(CONTENT_RANGE, "bytes */" + head.size())
                    .entity(new ProblemDetails(
                            type.uri(),
                            type.title(),
                            type.status(),
                            "The file has " + head.size() + " bytes.",
                            path,
                            List.of(),
                            List.of()))
                    .build();
        }
    }

    /** Headers that keep whatever is in it from running, and from being kept where others can find it. */
    public static Response.ResponseBuilder safe(Response.ResponseBuilder answer) {
        return answer.header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    }

    /**
     * A value of {@code Content-Disposition} (RFC 6266).
     *
     * @param kind {@code inline} or {@code attachment}
     * @param name a tidy name, in any script
     */
    public static String disposition(String kind, String name) {
        var plain = name.replaceAll("[^\\x20-\\x7e]", "_").replaceAll("[\"\\\\%]", "_");
        var exact = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return kind + "; filename=\"" + plain + "\"; filename*=UTF-8''" + exact;
    }

    private static boolean matches(String ifNoneMatch, String etag) {
        return Arrays.stream(ifNoneMatch.split(","))
                .map(tag -> tag.strip().replaceFirst("^W/", ""))
                .anyMatch(tag -> tag.equals(etag) || tag.equals("*"));
    }

    private static StreamingOutput bytes(Path content, long first, long length) {
        return out -> copy(content, first, length, out);
    }

    private static void copy(Path content, long first, long length, OutputStream out) throws IOException {
        try (var in = FileChannel.open(content)) {
            var target = Channels.newChannel(out);
            long position = first;
            while (position < first + length) {
                long count = in.transferTo(position, first + length - position, target);
                if (count <= 0) {
                    throw new EOFException("The file is shorter than it was");
                }
                position += count;
            }
        }
    }
}
