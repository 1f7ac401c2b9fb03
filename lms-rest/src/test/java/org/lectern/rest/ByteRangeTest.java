package org.lectern.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ByteRangeTest {

    @Test
    void partsAreCutAtTheEndOfTheFile() throws Exception {
        assertEquals(Optional.of(new ByteRange(0, 4)), ByteRange.of("bytes=0-4", 10));
        assertEquals(Optional.of(new ByteRange(5, 9)), ByteRange.of("bytes=5-", 10));
        assertEquals(Optional.of(new ByteRange(5, 9)), ByteRange.of("bytes=5-99", 10));
        assertEquals(Optional.of(new ByteRange(7, 9)), ByteRange.of("bytes=-3", 10));
        assertEquals(Optional.of(new ByteRange(0, 9)), ByteRange.of("bytes=-30", 10));
    }

    @Test
    void whatCannotBeReadGivesTheWholeFile() throws Exception {
        for (var header :
                new String[] {null, "", "bytes=", "bytes=-", "bytes=a-b", "lines=1-2", "bytes=4-2", "bytes=0-1,3-4"}) {
            assertEquals(Optional.empty(), ByteRange.of(header, 10), header);
        }
    }

    @Test
    void partBeyondTheEndIsRefused() {
        assertThrows(ByteRange.BeyondEndException.class, () -> ByteRange.of("bytes=10-", 10));
        assertThrows(ByteRange.BeyondEndException.class, () -> ByteRange.of("bytes=-0", 10));
    }
}
