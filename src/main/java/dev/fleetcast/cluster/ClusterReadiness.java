package dev.fleetcast.cluster;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready until this replica has loaded the streams of the others; then ready regardless of Kafka. */
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
