package dev.fleetcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** Waits on the test's own thread. */
final class Waiting {

    private Waiting() {}

    static <T> T result(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(40, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    static void until(String what, Duration atMost, BooleanSupplier holds) {
        Awaitility.await(what)
                .atMost(atMost)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .until(holds::getAsBoolean);
    }

    /** Waits until the observed value equals the known one. */
    static <T> void untilEqual(String what, Duration atMost, Supplier<T> seen, Supplier<T> known) {
        Awaitility.await(what)
                .atMost(atMost)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(seen.get()).isEqualTo(known.get()));
    }

    /** Sleeps for the duration of a fault. */
    static void during(Duration time) {
        Awaitility.await()
                .atMost(time.plusSeconds(10))
                .pollDelay(time.plusMillis(1))
                .until(() -> true);
    }
}
