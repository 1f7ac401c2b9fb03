package org.lectern.shared;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.jdbc.connections.internal.DatasourceConnectionProviderImpl;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * Brings the database to the version this archive needs, before Hibernate compares it with the entities. A start-up
 * bean would come too late for that comparison. Several servers may start at once: Flyway takes turns by a lock in the
 * database.
 */
public final class DatabaseMigration implements Integrator {

    /** {@inheritDoc} */
    @Override
    public void integrate(
            Metadata metadata, BootstrapContext bootstrapContext, SessionFactoryImplementor sessionFactory) {
        migrate(dataSource(sessionFactory));
    }

    /** Where a session factory that is being made will get its connections. */
    public static DataSource dataSource(SessionFactoryImplementor sessionFactory) {
        var provider = sessionFactory.getServiceRegistry().requireService(ConnectionProvider.class);
        return ((DatasourceConnectionProviderImpl) provider).getDataSource();
    }

    /** {@inheritDoc} */
    @Override
    public void disintegrate(SessionFactoryImplementor sessionFactory, SessionFactoryServiceRegistry serviceRegistry) {
        // nothing is held that would have to be given back
    }

    /**
     * Migrates a database to the newest version.
     *
     * @param dataSource where the database is; its user may create tables and trusted extensions
     * @throws org.flywaydb.core.api.FlywayException when a migration fails or was changed after it ran
     */
    public static void migrate(DataSource dataSource) {
        flyway(dataSource).migrate();
    }

    /**
     * Whether a database has every migration that this archive brings.
     *
     * @param dataSource where the database is
     */
    public static boolean isComplete(DataSource dataSource) {
        return flyway(dataSource).info().pending().length == 0;
    }

    private static Flyway flyway(DataSource dataSource) {
        return Flyway.configure(DatabaseMigration.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .load();
    }
}
