package org.lectern.monitoring;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.lectern.shared.DatabaseMigration;

/** Ready when the database answers and has every migration of this archive. */
@Readiness
@ApplicationScoped
public class DatabaseReadiness implements HealthCheck {

    private static final int ANSWER_WITHIN_SECONDS = 1;

    @Resource(lookup = "jdbc/lms")
    private DataSource dataSource;

    /** Migrations only ever are added, so once is enough. */
    private volatile boolean migrated;

    /** {@inheritDoc} */
    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("database");
        try (var connection = dataSource.getConnection()) {
            if (!connection.isValid(ANSWER_WITHIN_SECONDS)) {
                return response.down().withData("reason", "it does not answer").build();
            }
            if (!migrated) {
                migrated = DatabaseMigration.isComplete(dataSource);
            }
            return response.status(migrated).withData("migrated", migrated).build();
        } catch (SQLException unreachable) {
            return response.down().withData("reason", "it cannot be reached").build();
        }
    }
}
