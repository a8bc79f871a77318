package dev.fleetcast.replica;

import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Reports whether a service that this replica uses responds. Answers within three seconds even if the service hangs; at
 * most one question at a time is on its way to the service.
 */
@ThreadSafe
public final class DependencyProbe {

    /** How long to wait for the service. */
    public static final Duration PATIENCE = Duration.ofMillis(2_500);

    private final String name;
    private final BooleanSupplier question;
    private CompletableFuture<Boolean> answer = CompletableFuture.completedFuture(false);

    /**
     * @param name the name of the health check
     * @param question asks the service, on a thread that may block; false if it does not respond
     */
    public DependencyProbe(String name, BooleanSupplier question) {
        this.name = name;
        this.question = question;
    }

    /** The health check. */
    public Uni<HealthCheckResponse> check() {
        return Uni.createFrom()
                .completionStage(this::answer)
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(false)
                .map(answered ->
                        HealthCheckResponse.named(name).status(answered).build());
    }

    /** Returns the pending answer, or a new one; a copy, so that a timeout of one caller does not affect the others. */
    private synchronized CompletionStage<Boolean> answer() {
        if (answer.isDone()) {
            answer = CompletableFuture.supplyAsync(question::getAsBoolean, Infrastructure.getDefaultWorkerPool());
        }
        return answer.minimalCompletionStage();
    }
}
