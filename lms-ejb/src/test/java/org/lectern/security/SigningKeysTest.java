package org.lectern.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {

    @TempDir
    private Path folder;

    @Test
    void serversThatStartAtOnceUseTheSameKey() throws IOException {
        Path file = folder.resolve("keys/signing.json");
        List<CompletableFuture<SigningKeys>> servers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            servers.add(CompletableFuture.supplyAsync(() -> new SigningKeys(file), task -> new Thread(task).start()));
        }

        Set<String> keys = new HashSet<>();
        servers.forEach(server -> keys.add(server.join().signing().getKeyID()));

        assertEquals(1, keys.size());
        assertEquals(Set.of(new SigningKeys(file).signing().getKeyID()), keys);
        try (var files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void newKeyIsForItsOwnerOnly() throws IOException {
        Path file = folder.resolve("signing.json");

        new SigningKeys(file);

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void keyThatWasLostIsToldAndStaysInUse() throws IOException {
        Path file = folder.resolve("signing.json");
        var keys = new SigningKeys(file);
        String before = keys.signing().getKeyID();

        Files.delete(file);

        assertThrows(UncheckedIOException.class, keys::refresh);
        assertEquals(before, keys.signing().getKeyID());
    }

    @Test
    void fileWithoutAPrivateKeyIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("signing.json"), "{\"keys\":[]}");

        var refused = assertThrows(IllegalStateException.class, () -> new SigningKeys(file));

        assertEquals(
                file.toAbsolutePath() + " holds no private RSA key with a key id, so nothing can be signed",
                refused.getMessage());
    }
}
