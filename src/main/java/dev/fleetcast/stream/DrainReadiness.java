package dev.fleetcast.stream;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.smallrye.health.runtime.ShutdownReadinessCheck;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready once this replica is draining. Takes the place of Quarkus' own check, which is excluded from the beans, because
 * that is what is told before anything else when the application is to stop; stopping goes on when it returns.
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
        // Nobody takes over from a replica in dev mode or a test.
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
