package org.lectern.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.jdbc.ReturningWork;

/**
 * SQL that no entity stands for, on the connection of the current transaction. Hibernate is left out of it: reading the
 * statement for parameters and looking which entities it may touch costs more than sending it. What entities have
 * changed is written first, so that a statement may refer to it.
 */
@ApplicationScoped
public class Statements {

    private EntityManager entityManager;

    /** For the container. */
    protected Statements() {}

    @Inject
    Statements(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /**
     * An SQL array.
     *
     * @param type the SQL name of its elements' type, for example {@code bigint}
     * @param elements may hold nulls
     */
    public record Array(String type, Object[] elements) {}

    /** Reads a row into something. */
    @FunctionalInterface
    public interface Row<T> {

        /**
         * @param row stands on the row
         * @throws SQLException when a column cannot be read
         */
        T read(ResultSet row) throws SQLException;
    }

    /**
     * Writes.
     *
     * @param sql with {@code ?} for each value
     * @param values numbers, text, bytes, instants' offsets, {@link Array}s, or null
     * @return how many rows were written
     */
    public int update(String sql, Object... values) {
        return session().doReturningWork(connection -> update(connection, sql, values));
    }

    /**
     * {@link #update(String, Object...)} in the transaction of a connection, for background work.
     *
     * @throws SQLException when the database refuses it
     */
    public static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    /**
     * Reads one row, perhaps of a statement that writes as well.
     *
     * @param sql with {@code ?} for each value; may answer at most one row
     * @param row reads the row
     * @param values see {@link #update}
     * @return the row; empty when there is none
     */
    public <T> Optional<T> find(String sql, Row<T> row, Object... values) {
        return session().doReturningWork(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                bind(statement, values);
                try (var rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
                }
            }
        });
    }

    /**
     * Reads rows.
     *
     * @param sql with {@code ?} for each value
     * @param row reads each of them
     * @param values see {@link #update}
     * @return the rows in their order
     */
    public <T> List<T> list(String sql, Row<T> row, Object... values) {
        return session().doReturningWork(connection -> list(connection, sql, row, values));
    }

    /**
     * {@link #list(String, Row, Object...)} in the transaction of a connection, for background work.
     *
     * @throws SQLException when the database refuses it
     */
    public static <T> List<T> list(Connection connection, String sql, Row<T> row, Object... values)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (var rows = statement.executeQuery()) {
                List<T> list = new ArrayList<>();
                while (rows.next()) {
                    list.add(row.read(rows));
                }
                return list;
            }
        }
    }

    /**
     * Does several things on the connection of the current transaction.
     *
     * @param work must neither commit nor close it
     */
    public <T> T with(ReturningWork<T> work) {
        return session().doReturningWork(work);
    }

    private Session session() {
        var session = entityManager.unwrap(Session.class);
        // without a transaction nothing can have been changed, and Hibernate refuses to look
        if (session.isJoinedToTransaction()) {
            session.flush();
        }
        return session;
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Array array) {
                statement.setArray(i + 1, statement.getConnection().createArrayOf(array.type, array.elements));
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
    }
}
