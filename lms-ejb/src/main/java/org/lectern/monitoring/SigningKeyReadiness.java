package org.lectern.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.lectern.security.SigningKeys;

/**
 * Ready when access tokens can be signed. The keys that a server has read stay in use when their file is lost, but the
 * operator must learn of it before the next start, which would make new ones.
 */
@Readiness
@ApplicationScoped
public class SigningKeyReadiness implements HealthCheck {

    @Inject
    private SigningKeys keys;

    /** {@inheritDoc} */
    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("signing-key");
        try {
            keys.refresh();
            return response.up().withData("kid", keys.signing().getKeyID()).build();
        } catch (RuntimeException e) {
            return response.down()
                    .withData("reason", "the key file cannot be used")
                    .build();
        }
    }
}
