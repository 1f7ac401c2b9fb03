package org.lectern.demo;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import org.postgresql.PGConnection;

/**
 * Rows on their way into one table. They are kept in PostgreSQL's COPY text form and sent at once by {@link #write},
 * which is about ten times faster than inserting them.
 */
final class DemoTable {

    private final String name;
    private final String columns;
    private final StringBuilder rows = new StringBuilder();
    private int count;

    /**
     * @param name the table
     * @param columns what each row gives, separated by commas
     */
    DemoTable(String name, String columns) {
        this.name = name;
        this.columns = columns;
    }

    /**
     * Adds a row.
     *
     * @param values one for each column: null, or something whose {@code toString} PostgreSQL reads as that type
     */
    void add(Object... values) {
        for (var i = 0; i < values.length; i++) {
            if (i > 0) {
                rows.append('\t');
            }
            if (values[i] == null) {
                rows.append("\\N");
            } else if (values[i] instanceof String text) {
                escape(text);
            } else {
                rows.append(values[i]);
            }
        }
        rows.append('\n');
        count++;
    }

    /** Number of rows that were added. */
    int count() {
        return count;
    }

    /**
     * Sends the rows, in the connection's transaction.
     *
     * @throws SQLException when the database refuses one of them; then none is in
     */
    void write(Connection connection) throws SQLException {
        var copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + name + " (" + columns + ") from stdin");
        try {
            // in pieces, because a piece is held twice: as text and as bytes
            for (var from = 0; from < rows.length(); from += 65_536) {
                var piece = rows.substring(from, Math.min(from + 65_536, rows.length()))
                        .getBytes(StandardCharsets.UTF_8);
                copy.writeToCopy(piece, 0, piece.length);
            }
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /**
     * Sends the rows, whose ids were given here and count from 1, and lets the table's sequence go on behind them.
     *
     * @throws SQLException see {@link #write}
     */
    void writeWithIds(Connection connection) throws SQLException {
        write(connection);
        stepSequence(connection);
    }

    /**
     * Lets the table's sequence go on behind the ids that were given here, which count from 1.
     *
     * @throws SQLException when there is no such sequence
     */
    void stepSequence(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select setval(cast(? as regclass), ?)")) {
            statement.setString(1, name + "_seq");
            statement.setLong(2, count);
            statement.execute();
        }
    }

    /**
     * Sends the rows with the table's foreign keys taken off and put on again, in the same transaction. Checking all rows
     * at once then takes a tenth of the time that checking them one by one does; a row that breaks a key still fails.
     *
     * @throws SQLException see {@link #write}
     */
    void writeCheckedAfterwards(Connection connection) throws SQLException {
        var keys = new LinkedHashMap<String, String>();
        try (var statement = connection.prepareStatement("""
                select quote_ident(conname), pg_get_constraintdef(oid) from pg_constraint
                where conrelid = cast(? as regclass) and contype = 'f' order by conname""")) {
            statement.setString(1, name);
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    keys.put(result.getString(1), result.getString(2));
                }
            }
        }
        try (var statement = connection.createStatement()) {
            for (var key : keys.keySet()) {
                statement.execute("alter table " + name + " drop constraint " + key);
            }
            write(connection);
            for (var key : keys.entrySet()) {
                statement.execute("alter table " + name + " add constraint " + key.getKey() + " " + key.getValue());
            }
        }
    }

    private void escape(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '\\' -> rows.append("\\\\");
                case '\t' -> rows.append("\\t");
                case '\n' -> rows.append("\\n");
                case '\r' -> rows.append("\\r");
                default -> rows.append(c);
            }
        }
    }
}
