package org.lectern.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The RSA keys of access tokens, in a file that all servers of an installation share. It is a JWK set (RFC 7517) with
 * private keys: the first one signs, all of them verify. To rotate, put a new key in front and remove the last one a
 * quarter of an hour later; servers read the file again when it changes.
 */
@ApplicationScoped
public class SigningKeys {

    private static final int BITS = 3072;

    private Path file;
    private volatile Loaded loaded;

    private record Loaded(FileTime modified, JWKSet keys, RSAKey signing) {}

    /** For the container. */
    protected SigningKeys() {}

    @Inject
    SigningKeys(
            @ConfigProperty(name = "LMS_KEY_FILE") Optional<String> file,
            @ConfigProperty(name = "LMS_DATA") Optional<String> data) {
        this(file.map(Path::of)
                .orElseGet(() -> data.map(Path::of)
                        .orElse(Path.of(System.getProperty("user.home"), ".lectern"))
                        .resolve("keys")
                        .resolve("signing.json")));
    }

    /**
     * The keys in a file, which is made when it is not there.
     *
     * @param file where they are, or shall be
     * @throws UncheckedIOException when it can neither be read nor made
     * @throws IllegalStateException when it holds no RSA key with which to sign
     */
    public SigningKeys(Path file) {
        this.file = file.toAbsolutePath();
        if (!Files.exists(this.file)) {
            create();
        }
        loaded = load();
    }

    /** The key that signs now. */
    public RSAKey signing() {
        return loaded.signing;
    }

    /** All keys that verify, private parts included. */
    public JWKSet all() {
        return loaded.keys;
    }

    /** The public parts, as JSON of a JWK set. */
    public String publicJson() {
        return loaded.keys.toString(true);
    }

    /**
     * Reads the file again when it has changed.
     *
     * @throws UncheckedIOException when it cannot be read; the keys known so far stay
     * @throws IllegalStateException when it holds no key with which to sign; the keys known so far stay
     */
    public void refresh() {
        try {
            if (!Files.getLastModifiedTime(file).equals(loaded.modified)) {
                loaded = load();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The signing keys in " + file + " cannot be read", e);
        }
    }

    private Loaded load() {
        try {
            var modified = Files.getLastModifiedTime(file);
            var keys = JWKSet.parse(Files.readString(file));
            var signing = keys.getKeys().stream()
                    .filter(key -> key instanceof RSAKey && key.isPrivate() && key.getKeyID() != null)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            file + " holds no private RSA key with a key id, so nothing can be signed"));
            return new Loaded(modified, keys, signing.toRSAKey());
        } catch (IOException e) {
            throw new UncheckedIOException("The signing keys in " + file + " cannot be read", e);
        } catch (ParseException e) {
            throw new IllegalStateException(file + " is not a JWK set", e);
        }
    }

    /** Makes the file so that it appears whole or not at all, and so that of several servers the first one wins. */
    private void create() {
        try {
            Files.createDirectories(file.getParent());
            var draft = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
            Files.createFile(draft, ownerOnly());
            try {
                Files.writeString(draft, new JWKSet(List.of(generate())).toString(false) + "\n");
                publish(draft);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The signing keys cannot be written to " + file, e);
        }
    }

    private void publish(Path draft) throws IOException {
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // another server was first; its keys are ours
        } catch (UnsupportedOperationException | FileSystemException e) {
            // a file system without links
            if (!Files.exists(file)) {
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        var posix = java.nio.file.FileSystems.getDefault()
                .supportedFileAttributeViews()
                .contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    static RSAKey generate() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .issueTime(Date.from(Instant.now()))
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java cannot make RSA keys", e);
        }
    }
}
