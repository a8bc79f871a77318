package dev.fleetcast.ingest;

import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready until the feed has caught up; then stays ready even if Kafka is unavailable. */
@Readiness
@ApplicationScoped
class IngestReadiness implements HealthCheck {

    private final Knowledge knowledge;

    IngestReadiness(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("telemetry feed caught up")
                .status(knowledge.has(View.FEED))
                .build();
    }
}
