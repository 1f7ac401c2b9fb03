package org.lectern.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FileNameTest {

    @Test
    void foldersAreNoPartOfAName() {
        assertEquals("passwd", FileName.tidy("../../etc/passwd"));
        assertEquals("evil.exe", FileName.tidy("C:\\temp\\evil.exe"));
        assertEquals("file", FileName.tidy(".."));
        assertEquals("file", FileName.tidy(null));
        assertEquals("file", FileName.tidy(" \t"));
    }

    @Test
    void marksThatTurnTheDirectionAreTakenOut() {
        assertEquals("annexe.txt", FileName.tidy("ann\u202eexe.txt"));
        assertEquals("ab.txt", FileName.tidy("a\r\nb\0.txt"));
    }

    @Test
    void otherScriptsStayAsTheyAre() {
        assertEquals("مقال عن القطوع.pdf", FileName.tidy("مقال عن القطوع.pdf"));
        assertEquals("Übung 1.pdf", FileName.portable("Übung 1.pdf"));
    }

    @Test
    void longNameKeepsItsEnding() {
        var name = FileName.tidy("x".repeat(300) + ".pdf");

        assertEquals(200, name.length());
        assertTrue(name.endsWith("x.pdf"), name);
    }

    @Test
    void portableNameHidesAndSeparatesNothing() {
        assertEquals("_bashrc", FileName.portable(".bashrc"));
        assertEquals("a_b_.txt", FileName.portable("a:b?.txt"));
        assertEquals("_con.txt", FileName.portable("con.txt"));
        assertEquals("_rf", FileName.portable("-rf"));
        assertEquals("end", FileName.portable("end. ."));
    }

    @Property
    void portableNameOfAnythingIsOneName(@ForAll String name) {
        var portable = FileName.portable(name);

        assertFalse(portable.isEmpty());
        assertFalse(portable.contains("/") || portable.contains("\\") || portable.contains("\0"), portable);
        assertFalse(portable.startsWith(".") || portable.endsWith("."), portable);
        assertTrue(portable.length() <= 201, portable);
    }
}
