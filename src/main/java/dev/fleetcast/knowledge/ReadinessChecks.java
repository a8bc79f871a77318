package dev.fleetcast.knowledge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Keeps this replica not ready until it has loaded the views that its answers need; then it stays ready, even if Kafka or
 * the database fails later. Several checks, whose names tell operators what is still missing.
 */
@ApplicationScoped
class ReadinessChecks {

    private final Knowledge knowledge;

    ReadinessChecks(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck registry() {
        return check("registry loaded", View.REGISTRY);
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck feed() {
        return check("telemetry feed caught up", View.FEED);
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck streams() {
        return check("streams of all replicas known", View.STREAMS, View.REPLICAS, View.MARKS, View.SESSIONS);
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck channels() {
        return check("channels known", View.CHANNELS);
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck deviceEvents() {
        return check("device events known", View.DEVICE_EVENTS);
    }

    private HealthCheck check(String name, View... views) {
        return () ->
                HealthCheckResponse.named(name).status(knowledge.has(views)).build();
    }
}
