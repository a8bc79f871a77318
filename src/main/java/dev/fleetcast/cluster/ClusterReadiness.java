package dev.fleetcast.cluster;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready before it is known what the other replicas hold; afterwards ready whatever Kafka does. */
@Readiness
@ApplicationScoped
class ClusterReadiness implements HealthCheck {

    private final ClusterStart start;

    ClusterReadiness(ClusterStart start) {
        this.start = start;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("streams of all replicas known")
                .status(start.isCaughtUp())
                .build();
    }
}
