package dev.fleetcast.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Reports to operators whether Kafka answers. Not part of readiness or liveness: an outage of the broker must not take
 * replicas out of service. Answers within three seconds; one request to Kafka at a time.
 */
@HealthGroup("dependencies")
@ApplicationScoped
class KafkaHealth implements AsyncHealthCheck {

    private static final Duration PATIENCE = Duration.ofMillis(2_500);

    private final KafkaClients kafka;
    private CompletableFuture<Boolean> answer = CompletableFuture.completedFuture(false);
    private volatile Admin admin;

    KafkaHealth(KafkaClients kafka) {
        this.kafka = kafka;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .completionStage(this::answer)
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(false)
                .map(answered ->
                        HealthCheckResponse.named("Kafka").status(answered).build());
    }

    void stop(@Observes ShutdownEvent stopping) {
        Admin current = admin;
        if (current != null) {
            current.close(Duration.ZERO);
        }
    }

    /** Returns the pending answer, or a new one; a copy, so that a timeout of one caller does not affect the others. */
    private synchronized CompletionStage<Boolean> answer() {
        if (answer.isDone()) {
            answer = CompletableFuture.supplyAsync(this::ask, Infrastructure.getDefaultWorkerPool());
        }
        return answer.minimalCompletionStage();
    }

    private boolean ask() {
        try {
            return !admin().describeCluster()
                    .nodes()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
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
