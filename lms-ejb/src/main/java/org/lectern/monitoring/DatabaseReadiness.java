package org.lectern.monitoring;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.lectern.shared.DatabaseWatch;

/** Ready when the database answers. */
@Readiness
@ApplicationScoped
public class DatabaseReadiness implements HealthCheck {

    private static final int ANSWER_WITHIN_SECONDS = 1;

    @Resource(lookup = "jdbc/lms")
    private DataSource dataSource;

    @Inject
    private DatabaseWatch watch;

    /** {@inheritDoc} */
    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("database");
        if (!watch.isThere()) {
            return response.down().withData("reason", "it does not answer").build();
        }
        try (var connection = dataSource.getConnection()) {
            return response.status(connection.isValid(ANSWER_WITHIN_SECONDS)).build();
        } catch (SQLException unreachable) {
            return response.down().withData("reason", "it cannot be reached").build();
        }
    }
}
