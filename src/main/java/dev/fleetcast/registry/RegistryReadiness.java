package dev.fleetcast.registry;

import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Reports not ready until the registry is loaded for the first time; a later outage of the database has no effect. */
@Readiness
@ApplicationScoped
class RegistryReadiness implements HealthCheck {

    private final Knowledge knowledge;

    RegistryReadiness(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("registry loaded")
                .status(knowledge.has(View.REGISTRY))
                .build();
    }
}
