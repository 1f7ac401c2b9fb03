package org.lectern.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lectern.system.RunningLectern;

class EmbeddedPostgresIT {

    private static DataFolder folder;
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() {
        folder = DataFolder.open(RunningLectern.newFolder("postgres"));
        postgres = startIn(folder);
    }

    @AfterAll
    static void stop() {
        postgres.close();
        folder.close();
    }

    @Test
    void secondStartKeepsData() throws Exception {
        try (Connection connection = connect(postgres.database());
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept (value text)");
            statement.execute("insert into kept values ('yes')");
        }

        postgres.close();
        postgres = startIn(folder);

        try (Connection connection = connect(postgres.database())) {
            assertEquals("yes", query(connection, "select value from kept"));
        }
    }

    @Test
    void committedDataSurvivesAPowerCut() throws Exception {
        try (Connection connection = connect(postgres.database())) {
            assertEquals("on", query(connection, "show fsync"));
            assertEquals("on", query(connection, "show synchronous_commit"));
            assertEquals("on", query(connection, "show full_page_writes"));
        }
    }

    @Test
    void onlyTheOwnerWithThePasswordSignsIn() throws Exception {
        Database database = postgres.database();

        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("database.password"))));
        assertThrows(SQLException.class, () -> DriverManager.getConnection(database.jdbcUrl(), "lms", "guess"));
        assertThrows(
                SQLException.class,
                () -> DriverManager.getConnection(database.jdbcUrl(), "postgres", database.password()));
    }

    private static EmbeddedPostgres startIn(DataFolder dataFolder) {
        Path target = RunningLectern.home().resolve("lms-ear/target");
        return EmbeddedPostgres.start(dataFolder, PostgresBinaries.unpackInto(target));
    }

    private static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    private static String query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
