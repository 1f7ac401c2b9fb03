package org.lectern.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FreshDatabaseIT {

    @RegisterExtension
    final TestDatabase database = new TestDatabase();

    @Test
    void newDatabaseHasTheFourAttendanceCodes() {
        assertEquals("P A L E", database.value("select string_agg(code, ' ' order by position) from attendance_code"));
    }

    @Test
    void eachTestStartsWithoutWhatAnotherWrote() {
        assertEquals("0", database.value("select count(*) from room"));
        assertEquals(1, database.execute("insert into room (code) values (?)", "214"));
        assertEquals("1", database.value("select count(*) from room"));
    }

    @Test
    void eachTestStartsWithoutWhatYetAnotherWrote() {
        assertEquals("0", database.value("select count(*) from room"));
        assertEquals(1, database.execute("insert into room (code) values (?)", "214"));
    }
}
