package org.lectern.runner;

/**
 * Where the PostgreSQL database is and how to sign in to it.
 *
 * @param host host name or address
 * @param port TCP port
 * @param name name of the database
 * @param user role that owns the tables
 * @param password its password; never printed
 */
public record Database(String host, int port, String name, String user, String password) {

    /** The JDBC address, without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + name;
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port + "/" + name;
    }
}
