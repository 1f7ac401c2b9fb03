package org.lectern.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Without an index on its foreign key a table is read from end to end whenever a row it may refer to is deleted, and
 * whenever somebody follows the reference backwards.
 */
class ForeignKeyIndexIT {

    /**
     * The keys that no B-tree begins with, in any order of their columns. An index of the rows in which the column is
     * not null serves as well, because only those refer to anything.
     */
    private static final String WITHOUT_INDEX = """
            select string_agg(key.name, ', ' order by key.name)
            from (select k.conrelid, k.conkey, k.conrelid::regclass || '(' || (
                             select string_agg(a.attname, ', ' order by c.place)
                             from unnest(k.conkey) with ordinality as c (number, place)
                             join pg_attribute a on a.attrelid = k.conrelid and a.attnum = c.number) || ')' as name,
                         (select '(' || min(a.attname) || ' IS NOT NULL)' from pg_attribute a
                          where a.attrelid = k.conrelid and a.attnum = any (k.conkey)) as not_null
                  from pg_constraint k where k.contype = 'f') key
            where not exists (
                select from pg_index i
                join pg_class c on c.oid = i.indexrelid
                join pg_am m on m.oid = c.relam and m.amname = 'btree'
                where i.indrelid = key.conrelid and i.indisvalid
                  and (i.indpred is null
                       or cardinality(key.conkey) = 1 and pg_get_expr(i.indpred, i.indrelid) = key.not_null)
                  and (i.indkey::int2[])[0:cardinality(key.conkey) - 1]::int[] @> key.conkey::int[])""";

    @RegisterExtension
    final TestDatabase database = new TestDatabase();

    @Test
    void everyForeignKeyHasAnIndex() {
        // There are a handful of codes and they are ended, never deleted; marks are the largest table of all.
        assertEquals("attendance_mark(code_id)", database.value(WITHOUT_INDEX));
    }

    @Test
    void missingIndexIsNamed() {
        database.execute("create table shelf (id int primary key)");
        database.execute("create table book (shelf_id int references shelf, a int, b int, unique (a, shelf_id))");

        assertEquals("attendance_mark(code_id), book(shelf_id)", database.value(WITHOUT_INDEX));

        database.execute("create index on book (shelf_id) where a > 0");
        assertEquals("attendance_mark(code_id), book(shelf_id)", database.value(WITHOUT_INDEX));

        database.execute("create index on book (shelf_id) where shelf_id is not null");
        assertEquals("attendance_mark(code_id)", database.value(WITHOUT_INDEX));
    }
}
