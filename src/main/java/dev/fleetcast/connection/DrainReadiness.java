package dev.fleetcast.connection;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.smallrye.health.runtime.ShutdownReadinessCheck;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready while this replica drains. Replaces Quarkus' own check, which is excluded from the beans: on shutdown it is
 * called before anything else, and shutdown continues when it returns.
 */
@Readiness
@Singleton
class DrainReadiness extends ShutdownReadinessCheck {

    private final Draining draining;

    DrainReadiness(Draining draining) {
        this.draining = draining;
    }

    @Override
    public void shutdown() {
        super.shutdown();
        // In dev mode and in tests no other replica takes over.
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            draining.complete();
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("not draining")
                .status(!draining.isDraining())
                .build();
    }
}
