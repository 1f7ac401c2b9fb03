package org.lectern.monitoring;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.flywaydb.core.api.FlywayException;
import org.lectern.shared.DatabaseMigration;
import org.lectern.shared.DatabaseWatch;

/** Ready when the database has every migration of this archive. */
@Readiness
@ApplicationScoped
public class MigrationReadiness implements HealthCheck {

    @Resource(lookup = "jdbc/lms")
    private DataSource dataSource;

    @Inject
    private DatabaseWatch watch;

    /** Migrations only ever are added, so once is enough. */
    private volatile boolean complete;

    /** {@inheritDoc} */
    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("migrations");
        if (complete) {
            return response.up().build();
        }
        if (!watch.isThere()) {
            return response.down()
                    .withData("reason", "not known while the database does not answer")
                    .build();
        }
        try {
            complete = DatabaseMigration.isComplete(dataSource);
            return response.status(complete).build();
        } catch (FlywayException e) {
            return response.down()
                    .withData("reason", "the history of migrations cannot be read")
                    .build();
        }
    }
}
