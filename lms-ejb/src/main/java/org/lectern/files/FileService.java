package org.lectern.files;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;
import org.lectern.shared.Roles;

/** Takes files in and gives them out. Without a transaction, because bytes travel as long as the line takes. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@RolesAllowed({Roles.ADMIN, Roles.TEACHER, Roles.STUDENT})
public class FileService {

    @Inject
    private FileKeeping keeping;

    @Inject
    private FileStore store;

    /**
     * A file with its bytes.
     *
     * @param head what it is
     * @param content where its bytes are
     */
    public record Content(FileHead head, Path content) {}

    /**
     * Takes a file in. What nothing refers to a day later is thrown away.
     *
     * @param content the bytes, read to their end, not closed
     * @param announced how many there are, as the sender says; a request without it is refused
     * @param name as the sender calls it
     * @param sectionId a section of the caller's in which it will be used; null for something else
     * @throws Problem of type NOT_FOUND when it is no section of the caller's, TOO_LARGE, QUOTA_EXCEEDED,
     *     FILE_TYPE_NOT_ALLOWED, or VALIDATION when it is empty or breaks off; nothing is left of it then
     */
    public FileHead take(InputStream content, Long announced, String name, Long sectionId) {
        if (announced == null) {
            throw Problem.ofField(
                    ProblemType.VALIDATION,
                    "Content-Length",
                    "Say how long the file is, so that it cannot break off unnoticed.");
        }
        long room = keeping.room(sectionId);
        try (var arrived = store.take(content, announced, room)) {
            var tidy = FileName.tidy(name);
            return keeping.keep(arrived, sectionId, tidy, FileTypes.of(arrived.content(), tidy));
        }
    }

    /**
     * A file that the caller may read.
     *
     * @param id the file
     * @throws Problem of type NOT_FOUND when there is none for the caller, or when its bytes are gone
     */
    public Content open(long id) {
        var head = keeping.get(id);
        var content = store.place(head.sha256());
        if (!Files.isRegularFile(content)) {
            throw Problem.notFound("file", id);
        }
        return new Content(head, content);
    }
}
