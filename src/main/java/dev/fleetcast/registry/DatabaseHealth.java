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
 * Whether the registry's database answers, for operators to look at: not part of readiness or liveness, because streams go
 * on without it. Answers within three seconds, whatever the database does; one question is on its way at a time.
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

    /** The answer on its way, or to a new question; a copy, so that giving up on it leaves the others theirs. */
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
