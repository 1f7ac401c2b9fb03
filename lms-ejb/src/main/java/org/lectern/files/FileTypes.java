package org.lectern.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;

/** What files are, told by their bytes and never by what the sender says. */
public final class FileTypes {

    /** What a browser shows without running anything in it. */
    private static final Set<String> SHOWN =
            Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf");

    /** Programs of the machine, which no school work is. */
    private static final Set<String> PROGRAMS = Set.of(
            "application/x-msdownload",
            "application/x-dosexec",
            "application/x-executable",
            "application/x-sharedlib",
            "application/x-elf",
            "application/x-object",
            "application/x-coredump",
            "application/x-mach-o",
            "application/x-mach-o-executable",
            "application/x-mach-o-universal",
            "application/x-ms-installer",
            "application/x-ms-shortcut",
            "application/x-bat",
            "application/hta");

    private FileTypes() {}

    /** Whether a file of this type may be shown where it is fetched; all others are only saved. */
    public static boolean isShown(String contentType) {
        return SHOWN.contains(contentType);
    }

    /**
     * The media type of a file. The name only says more where the bytes leave it open, such as which kind of text it is.
     *
     * @param path the bytes
     * @param name a tidy name
     * @throws Problem of type FILE_TYPE_NOT_ALLOWED for a program, or for a name of a picture or PDF on something else
     */
    static String of(Path path, String name) {
        var types = MimeTypes.getDefaultMimeTypes();
        var named = new Metadata();
        named.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(path))) {
            var byName = base(types.detect(null, named));
            var byBytes = base(types.detect(bytes, named));
            if (PROGRAMS.contains(byBytes) || PROGRAMS.contains(byName)) {
                throw refused("Programs are not taken.");
            }
            if (SHOWN.contains(byName) && !byName.equals(byBytes)) {
                throw refused("The name says " + byName + ", but the content is " + byBytes + ".");
            }
            return byBytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String base(MediaType type) {
        return type.getBaseType().toString();
    }

    private static Problem refused(String reason) {
        return Problem.ofField(ProblemType.FILE_TYPE_NOT_ALLOWED, "file", reason);
    }
}
