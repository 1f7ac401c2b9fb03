package org.lectern.web.portals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class PortalAddressTest {

    private static final Set<String> FILES =
            Set.of("/teacher/index.html", "/teacher/sw.js", "/teacher/assets/index-a1b2.js");

    private static PortalAddress address(String path) {
        return PortalAddress.of(path, FILES::contains);
    }

    @Test
    void aScreenOfTheAppIsItsIndex() {
        assertEquals(new PortalAddress(false, "/teacher/index.html", false), address("/teacher/"));
        assertEquals(new PortalAddress(false, "/teacher/index.html", false), address("/teacher/lessons/12/register"));
    }

    @Test
    void theAppWithoutItsSlashIsSentToTheSlash() {
        assertTrue(address("/teacher").isRoot());
    }

    @Test
    void onlyHashedFilesMayBeKeptForEver() {
        assertEquals(
                new PortalAddress(false, "/teacher/assets/index-a1b2.js", true),
                address("/teacher/assets/index-a1b2.js"));
        assertEquals(new PortalAddress(false, "/teacher/sw.js", false), address("/teacher/sw.js"));
    }

    @Test
    void aMissingFileIsMissing() {
        assertEquals(new PortalAddress(false, null, false), address("/teacher/assets/index-old.js"));
        assertEquals(new PortalAddress(false, null, false), address("/teacher/robots.txt"));
        assertEquals(new PortalAddress(false, null, false), address("/student/grades"));
    }

    @Test
    void aRefusedCodingIsNotSent() {
        assertTrue(PortalFilter.accepts("gzip, deflate, br", "br"));
        assertTrue(PortalFilter.accepts("gzip;q=0.8", "gzip"));
        assertFalse(PortalFilter.accepts("gzip, br;q=0", "br"));
        assertFalse(PortalFilter.accepts(null, "gzip"));
    }
}
