package dev.fleetcast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetcast.testing.Settings;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class IdempotencyKeysTest {

    private static final byte[] BODY = {1, 2, 3};

    private final IdempotencyKeys keys = new IdempotencyKeys(Settings.of(IngestConfig.class, Map.of()));
    private final AtomicInteger carriedOut = new AtomicInteger();
    private final Supplier<Uni<Void>> request = () -> {
        carriedOut.incrementAndGet();
        return Uni.createFrom().voidItem();
    };

    @Test
    void requestIsCarriedOutOnce() {
        await(keys.once(1, "key", BODY, request));
        await(keys.once(1, "key", BODY.clone(), request));

        assertThat(carriedOut).hasValue(1);
    }

    @Test
    void keysAndUsersAreKeptApart() {
        await(keys.once(1, "key", BODY, request));
        await(keys.once(1, "another", BODY, request));
        await(keys.once(2, "key", BODY, request));

        assertThat(carriedOut).hasValue(3);
    }

    @Test
    void keyIsForOneBody() {
        await(keys.once(1, "key", BODY, request));

        assertThatExceptionOfType(IdempotencyKeys.Reused.class)
                .isThrownBy(() -> keys.once(1, "key", new byte[] {1, 2, 4}, request));
        assertThatExceptionOfType(IdempotencyKeys.Reused.class)
                .isThrownBy(() -> keys.once(1, "key", new byte[0], request));
        assertThat(carriedOut).hasValue(1);
    }

    @Test
    void requestThatFailedMayBeTriedAgain() {
        Uni<Void> failing = keys.once(1, "key", BODY, () -> Uni.createFrom().failure(new IllegalStateException("no")));
        assertThatThrownBy(() -> await(failing)).hasMessage("no");

        await(keys.once(1, "key", BODY, request));

        assertThat(carriedOut).hasValue(1);
    }

    @Test
    void repetitionWaitsForTheOutcomeOfTheFirst() throws Exception {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        Uni<Void> outcome = keys.once(1, "key", BODY, () -> Uni.createFrom().completionStage(acknowledged));
        CompletableFuture<Void> first = outcome.subscribeAsCompletionStage();
        CompletableFuture<Void> second = keys.once(1, "key", BODY, request).subscribeAsCompletionStage();
        assertThat(second).isNotDone();

        acknowledged.complete(null);

        second.get(5, TimeUnit.SECONDS);
        assertThat(first).isCompleted();
        assertThat(carriedOut).hasValue(0);
    }

    @Test
    void callerWhoGivesUpDoesNotUndoTheRequest() {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        keys.once(1, "key", BODY, () -> Uni.createFrom().completionStage(acknowledged))
                .subscribe()
                .with(done -> {})
                .cancel();
        acknowledged.complete(null);

        await(keys.once(1, "key", BODY, request));

        assertThat(carriedOut).hasValue(0);
    }

    @Test
    void requestsAtOnceAreCarriedOutOnce() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        CountDownLatch ready = new CountDownLatch(8);
        try {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                calls.add(callers.submit(() -> {
                    ready.countDown();
                    ready.await();
                    await(keys.once(1, "key", BODY, request));
                    return null;
                }));
            }
            for (Future<?> call : calls) {
                call.get(5, TimeUnit.SECONDS);
            }
        } finally {
            callers.shutdownNow();
        }

        assertThat(carriedOut).hasValue(1);
    }

    private static void await(Uni<Void> outcome) {
        outcome.await().atMost(Duration.ofSeconds(5));
    }
}
