package dev.fleetcast.kafka;

import dev.fleetcast.replica.DependencyProbe;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Reports to operators whether Kafka answers. Not part of readiness or liveness: an outage of the broker must not take
 * replicas out of service.
 */
@HealthGroup("dependencies")
@ApplicationScoped
class KafkaHealth implements AsyncHealthCheck {

    private final KafkaClients kafka;
    private final DependencyProbe probe = new DependencyProbe("Kafka", this::ask);
    private volatile Admin admin;

    KafkaHealth(KafkaClients kafka) {
        this.kafka = kafka;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return probe.check();
    }

    void stop(@Observes ShutdownEvent stopping) {
        Admin current = admin;
        if (current != null) {
            current.close(Duration.ZERO);
        }
    }

    private boolean ask() {
        try {
            return !admin().describeCluster()
                    .nodes()
                    .get(DependencyProbe.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (ExecutionException | TimeoutException | KafkaException unreachable) {
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Created lazily: creation fails while the broker's name does not resolve. */
    private Admin admin() {
        Admin current = admin;
        if (current == null) {
            current = kafka.admin();
            admin = current;
        }
        return current;
    }
}
