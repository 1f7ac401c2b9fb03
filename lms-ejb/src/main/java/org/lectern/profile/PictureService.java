package org.lectern.profile;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import org.lectern.files.FileService;
import org.lectern.files.FileStore;
import org.lectern.shared.Problem;
import org.lectern.shared.Roles;

/** Takes pictures of people in and gives them out. Without a transaction, because drawing takes its time. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@RolesAllowed({Roles.ADMIN, Roles.TEACHER, Roles.STUDENT})
public class PictureService {

    private static final long MOST_BYTES = 10L << 20;

    @Inject
    private ProfileService profiles;

    @Inject
    private FileStore store;

    /**
     * Gives the caller another picture. It is drawn anew, so that nothing of the file remains but what is seen.
     *
     * @param content a PNG, JPEG or GIF of at most 10 MB, read to its end, not closed
     * @param announced how many bytes it has, as the sender says; null when nobody said
     * @throws Problem of type NOT_YOURS_TO_CHANGE when the school keeps it, TOO_LARGE, or FILE_TYPE_NOT_ALLOWED when it is
     *     no such picture or has too many points
     */
    public void change(InputStream content, Long announced) {
        profiles.requirePictureChangeable();
        byte[] drawn;
        try (var arrived = store.take(content, announced, MOST_BYTES)) {
            drawn = Portrait.draw(arrived.content());
        }
        try (var arrived = store.take(new ByteArrayInputStream(drawn), (long) drawn.length, MOST_BYTES)) {
            profiles.picture(arrived, Portrait.CONTENT_TYPE);
        }
    }

    /**
     * Somebody's picture.
     *
     * @param personId the person
     * @throws Problem of type NOT_FOUND when there is none that the caller may see
     */
    public FileService.Content get(long personId) {
        var head = profiles.pictureOf(personId);
        var content = store.place(head.sha256());
        if (!Files.isRegularFile(content)) {
            throw Problem.notFound("picture", personId);
        }
        return new FileService.Content(head, content);
    }
}
