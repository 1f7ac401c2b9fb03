package org.lectern.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.lectern.system.RunningLectern;

/** What is deployed is the same everywhere, so it must not know a secret. */
class SecretsIT {

    private static final Pattern KEY_FILE =
            Pattern.compile("(?i).*(\\.(pem|key|p12|pfx|jks|keystore|der)|signing[^/]*\\.json|\\.env|id_rsa)$");

    /** With the key below its heading: the heading alone is how libraries recognise such files. */
    private static final Pattern PEM_KEY =
            Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----(\\s|\\\\n)+[A-Za-z0-9+/=]{32}");

    /** What only the private half of a JSON web key has. */
    private static final Pattern EXPONENT = Pattern.compile("\"d\"\\s*:");

    private static final Pattern ARCHIVE = Pattern.compile(".*\\.(war|jar|ear|rar|zip)$");

    @Test
    void archivesHoldNoPrivateKeys() throws IOException {
        Path home = RunningLectern.home();
        List<String> found = new ArrayList<>();
        int entries = 0;
        for (String archive :
                List.of("lms-ear/target/lms.ear", "lms-rest/target/lms-rest.war", "lms-web/target/lms-web.war")) {
            try (InputStream in = Files.newInputStream(home.resolve(archive))) {
                entries += search(archive, in, found);
            }
        }

        assertEquals(List.of(), found);
        assertTrue(entries > 10_000, entries + " entries were searched");
    }

    private static int search(String archive, InputStream in, List<String> found) throws IOException {
        int entries = 0;
        ZipInputStream zip = new ZipInputStream(in);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            entries++;
            String name = archive + "!" + entry.getName();
            if (KEY_FILE.matcher(name).matches()) {
                found.add(name);
            } else if (ARCHIVE.matcher(name).matches()) {
                entries += search(name, zip, found);
            } else if (!name.endsWith(".class") && isKey(new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1))) {
                found.add(name);
            }
        }
        return entries;
    }

    private static boolean isKey(String text) {
        return PEM_KEY.matcher(text).find()
                || text.contains("\"kty\"") && EXPONENT.matcher(text).find();
    }
}
