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
 * Whether Kafka answers, for operators to look at: not part of readiness or liveness, because an outage of the broker must
 * not take replicas out of service. Answers within three seconds, whatever Kafka does; one question is on its way at a time.
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

    /** The answer on its way, or to a new question; a copy, so that giving up on it leaves the others theirs. */
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

    /** Made at the first question: without a broker whose name resolves it cannot be made. */
    private Admin admin() {
        Admin current = admin;
        if (current == null) {
            current = kafka.admin();
            admin = current;
        }
        return current;
    }
}
