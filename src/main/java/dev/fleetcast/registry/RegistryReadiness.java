package dev.fleetcast.registry;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready before the registry was loaded once; a later outage of the database changes nothing. */
@Readiness
@ApplicationScoped
class RegistryReadiness implements HealthCheck {

    private final RegistryWatch watch;

    RegistryReadiness(RegistryWatch watch) {
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("registry loaded")
                .status(watch.isLoaded())
                .build();
    }
}
