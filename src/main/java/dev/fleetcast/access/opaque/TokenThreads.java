package dev.fleetcast.access.opaque;

import dev.fleetcast.problem.Problems;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The few threads that ask the database about access tokens: a flood of invented tokens must not take the connections of
 * everything else.
 */
@ApplicationScoped
class TokenThreads {

    private static final int THREADS = 2;
    private static final int MAX_WAITING = 2_000;
    private static final Duration PATIENCE = Duration.ofMillis(4_500);

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), task -> {
                Thread thread = new Thread(task, "fleetcast-access-tokens");
                thread.setDaemon(true);
                return thread;
            });

    /** Work with the database. */
    @FunctionalInterface
    interface Work<T> {

        T run() throws SQLException;
    }

    /** The result of the work; fails with a 503 problem if the database does not answer in time. */
    <T> Uni<T> run(Work<T> work) {
        return Uni.createFrom()
                .item(() -> {
                    try {
                        return work.run();
                    } catch (SQLException away) {
                        throw unavailable();
                    }
                })
                .runSubscriptionOn(threads)
                .onFailure(RejectedExecutionException.class)
                .transform(full -> unavailable())
                .ifNoItem()
                .after(PATIENCE)
                .failWith(TokenThreads::unavailable);
    }

    void stop(@Observes ShutdownEvent stopping) {
        threads.shutdownNow();
    }

    private static RuntimeException unavailable() {
        return Problems.unavailable("The token cannot be checked in time. Try again.");
    }
}
