package dev.fleetcast.device.event.log;

import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once this replica reads device events. */
@Readiness
@ApplicationScoped
class EventReadiness implements HealthCheck {

    private final Knowledge knowledge;

    EventReadiness(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("device events known")
                .status(knowledge.has(View.DEVICE_EVENTS))
                .build();
    }
}
