package org.lectern.content;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;

/**
 * What a teacher says of a material: one of Markdown, an address or a file, as its kind is.
 *
 * @param kind what it is
 * @param title what students see
 * @param markdown the text of a TEXT, at most 100,000 characters; null for another kind
 * @param url the address of a LINK, with http or https; null for another kind
 * @param fileId the file of a FILE, handed in to the same section before; null for another kind
 * @param hidden whether students are not shown it; false when it is left out
 * @param visibleFrom the first day on which students are shown it, in the school's zone; null for at once
 */
public record MaterialFacts(
        @NotNull MaterialKind kind,
        @NotBlank @Size(max = 200) String title,
        @Size(max = 100_000) String markdown,
        @Size(max = 2_000) String url,
        Long fileId,
        Boolean hidden,
        LocalDate visibleFrom) {

    /** Tidies what was typed. */
    public MaterialFacts {
        title = title == null ? null : title.strip();
        url = url == null || url.isBlank() ? null : url.strip();
        hidden = Boolean.TRUE.equals(hidden);
    }

    /**
     * Requires that there is what its kind needs, and nothing else.
     *
     * @throws Problem of type VALIDATION that names the member at fault
     */
    void require() {
        member("markdown", kind == MaterialKind.TEXT, markdown != null);
        member("url", kind == MaterialKind.LINK, url != null);
        member("fileId", kind == MaterialKind.FILE, fileId != null);
        if (url != null && !isWeb(url)) {
            throw Problem.ofField(ProblemType.VALIDATION, "url", "An address begins with http:// or https://.");
        }
    }

    private void member(String name, boolean needed, boolean present) {
        if (needed != present) {
            throw Problem.ofField(
                    ProblemType.VALIDATION,
                    name,
                    needed
                            ? "A material of kind " + kind + " needs this."
                            : "A material of kind " + kind + " has none.");
        }
    }

    private static boolean isWeb(String url) {
        try {
            var uri = new URI(url);
            return uri.getHost() != null
                    && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
