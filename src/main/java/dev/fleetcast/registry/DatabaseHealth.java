package dev.fleetcast.registry;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Reports whether the registry's database responds, for operators: not part of readiness or liveness, because streams
 * continue without it. Answers within three seconds even if the database hangs; at most one check runs at a time.
 */
@HealthGroup("dependencies")
@ApplicationScoped
class DatabaseHealth implements AsyncHealthCheck {

    private static final Duration PATIENCE = Duration.ofMillis(2_500);

    private final DataSource database;
    private CompletableFuture<Boolean> answer = CompletableFuture.completedFuture(false);

    DatabaseHealth(DataSource database) {
        this.database = database;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .completionStage(this::answer)
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(false)
                .map(answered ->
                        HealthCheckResponse.named("database").status(answered).build());
    }

    /** The result of the running check, or of a new one; a copy, so that one caller's timeout does not affect the others. */
    private synchronized CompletionStage<Boolean> answer() {
        if (answer.isDone()) {
            answer = CompletableFuture.supplyAsync(this::ask, Infrastructure.getDefaultWorkerPool());
        }
        return answer.minimalCompletionStage();
    }

    private boolean ask() {
        try (var connection = database.getConnection()) {
            return connection.isValid((int) PATIENCE.toSeconds());
        } catch (SQLException unreachable) {
            return false;
        }
    }
}
