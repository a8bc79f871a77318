package dev.fleetcast.ingest.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetcast.ingest.record.IngestConfig;
import dev.fleetcast.testing.EmptyRegistry;
import dev.fleetcast.testing.Settings;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two replicas that share a database. */
class IdempotencyKeysTest {

    private static final byte[] BODY = {1, 2, 3};
    /** Longer than a busy machine stands still, and shorter than the lease of a claim. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final IngestConfig DEFAULTS = Settings.of(IngestConfig.class, Map.of());

    private final EmptyRegistry database = EmptyRegistry.create();
    private final AtomicInteger looks = new AtomicInteger();
    private final KeyClaims claims = new KeyClaims(database.dataSource(), DEFAULTS) {
        @Override
        Outcome claim(Claim claim) throws SQLException {
            looks.incrementAndGet();
            return super.claim(claim);
        }
    };
    private final IdempotencyKeys keys = new IdempotencyKeys(claims, PATIENCE);
    private final IdempotencyKeys other = new IdempotencyKeys(claims, PATIENCE);
    private final AtomicInteger carriedOut = new AtomicInteger();
    private final Supplier<Uni<Void>> request = () -> {
        carriedOut.incrementAndGet();
        return Uni.createFrom().voidItem();
    };

    @ParameterizedTest
    @ValueSource(strings = {"key", "\0\u00ff'"})
    void requestIsCarriedOutOnceByAllReplicas(String key) {
        await(keys.once(1, key, BODY, request));
        await(keys.once(1, key, BODY.clone(), request));
        await(other.once(1, key, BODY.clone(), request));

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
                .isThrownBy(() -> await(keys.once(1, "key", new byte[] {1, 2, 4}, request)));
        assertThatExceptionOfType(IdempotencyKeys.Reused.class)
                .isThrownBy(() -> await(other.once(1, "key", new byte[0], request)));
        assertThat(carriedOut).hasValue(1);
    }

    @Test
    void keyOfARequestUnderWayIsForOneBody() {
        begin(keys, new CompletableFuture<>());

        assertThatExceptionOfType(IdempotencyKeys.Reused.class)
                .isThrownBy(() -> await(other.once(1, "key", new byte[0], request)));
    }

    @Test
    void requestThatFailedMayBeTriedAgain() {
        Uni<Void> failing = keys.once(1, "key", BODY, () -> Uni.createFrom().failure(new IllegalStateException("no")));
        assertThatThrownBy(() -> await(failing)).hasMessage("no");

        await(other.once(1, "key", BODY, request));

        assertThat(carriedOut).hasValue(1);
    }

    @Test
    void repetitionWaitsForTheOutcomeOfTheFirst() throws Exception {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        CompletableFuture<Void> first = begin(keys, acknowledged);
        CompletableFuture<Void> second = waiting(other, request);

        acknowledged.complete(null);

        second.get(30, TimeUnit.SECONDS);
        assertThat(first).isCompleted();
        assertThat(carriedOut).hasValue(0);
    }

    @Test
    void repetitionCarriesOutWhatTheFirstHasNot() throws Exception {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        CompletableFuture<Void> first = begin(keys, acknowledged);
        CompletableFuture<Void> second = waiting(other, request);

        acknowledged.completeExceptionally(new IllegalStateException("no"));

        second.get(30, TimeUnit.SECONDS);
        assertThat(first).isCompletedExceptionally();
        assertThat(carriedOut).hasValue(1);
    }

    @Test
    void repetitionThatCarriesOutAfterWaitingDoesNotWaitForEver() {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        begin(keys, acknowledged);
        CompletableFuture<Void> second = waiting(new IdempotencyKeys(claims, Duration.ofSeconds(8)), () -> {
            carriedOut.incrementAndGet();
            return Uni.createFrom().nothing();
        });

        acknowledged.completeExceptionally(new IllegalStateException("no"));

        assertThat(second)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .withCauseInstanceOf(HttpProblem.class);
        assertThat(carriedOut).hasValue(1);
    }

    @Test
    void repetitionDoesNotWaitForEver() {
        IdempotencyKeys impatient = new IdempotencyKeys(claims, Duration.ofSeconds(1));
        begin(keys, new CompletableFuture<>());

        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> await(impatient.once(1, "key", BODY, request)))
                .satisfies(problem -> assertThat(problem.getStatusCode()).isEqualTo(503))
                .satisfies(problem -> assertThat(problem.getHeaders()).containsKey("Retry-After"));
        assertThat(carriedOut).hasValue(0);
    }

    @Test
    void cancelledCallDoesNotUndoTheRequest() {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        var caller = keys.once(1, "key", BODY, () -> Uni.createFrom().completionStage(acknowledged))
                .subscribe()
                .with(done -> {});
        awaitClaim();
        caller.cancel();
        acknowledged.complete(null);

        await(other.once(1, "key", BODY, request));

        assertThat(carriedOut).hasValue(0);
    }

    @Test
    void requestsAtOnceAreCarriedOutOnce() {
        List<CompletableFuture<Void>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            IdempotencyKeys replica = i % 2 == 0 ? keys : other;
            calls.add(replica.once(1, "key", BODY, request).subscribeAsCompletionStage());
        }

        CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new))
                .orTimeout(30, TimeUnit.SECONDS)
                .join();

        assertThat(carriedOut).hasValue(1);
    }

    @Test
    void keyIsForgottenAfterTheWindow() throws Exception {
        await(keys.once(1, "key", BODY, request));
        awaitDone();

        pass("9 minutes");
        await(other.once(1, "key", BODY, request));
        assertThat(carriedOut).hasValue(1);
        pass("1 minute");
        await(other.once(1, "key", new byte[0], request));

        assertThat(carriedOut).hasValue(2);
    }

    @Test
    void claimOfADeadReplicaEndsWithItsLease() throws Exception {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        CompletableFuture<Void> dead = begin(keys, acknowledged);

        pass("30 seconds");
        await(other.once(1, "key", BODY, request));
        awaitDone();

        assertThat(carriedOut).hasValue(1);
        // The replica considered dead was only slow: the other one's outcome stays.
        acknowledged.completeExceptionally(new IllegalStateException("no"));
        Awaitility.await().until(dead::isDone);
        assertThat(database.count("idempotency_key where done")).isEqualTo(1);
    }

    @Test
    void claimThatIsNotOldIsNotTaken() throws Exception {
        begin(keys, new CompletableFuture<>());

        pass("10 seconds");
        waiting(other, request);

        assertThat(carriedOut).hasValue(0);
    }

    @Test
    void outcomeStandsWhenItCannotBeWrittenDown() {
        IdempotencyKeys cutOff = new IdempotencyKeys(new KeyClaims(database.dataSource(), DEFAULTS) {
            @Override
            void finish(Claim claim) throws SQLException {
                throw new SQLTransientConnectionException("away");
            }
        });

        await(cutOff.once(1, "key", BODY, request));

        assertThat(carriedOut).hasValue(1);
    }

    @Test
    void outcomeDoesNotWaitLongToBeWrittenDown() {
        CompletableFuture<Void> slow = new CompletableFuture<>();
        IdempotencyKeys slowlyNoted = new IdempotencyKeys(new KeyClaims(database.dataSource(), DEFAULTS) {
            @Override
            void finish(Claim claim) throws SQLException {
                slow.join();
                super.finish(claim);
            }
        });

        await(slowlyNoted.once(1, "key", BODY, request));

        slow.complete(null);
        awaitDone();
    }

    @Test
    void nothingIsCarriedOutWithoutTheDatabase() throws Exception {
        database.execute("drop table idempotency_key");

        assertThatThrownBy(() -> await(keys.once(1, "key", BODY, request))).hasRootCauseInstanceOf(SQLException.class);
        assertThat(carriedOut).hasValue(0);
    }

    private CompletableFuture<Void> begin(IdempotencyKeys replica, CompletableFuture<Void> acknowledged) {
        CompletableFuture<Void> outcome = replica.once(
                        1, "key", BODY, () -> Uni.createFrom().completionStage(acknowledged))
                .subscribeAsCompletionStage();
        awaitClaim();
        return outcome;
    }

    private void awaitClaim() {
        Awaitility.await().until(() -> database.count("idempotency_key") == 1);
    }

    /** Responses do not wait for long until the outcome is stored. */
    private void awaitDone() {
        Awaitility.await().until(() -> database.count("idempotency_key where done") == 1);
    }

    /** A retry of the running request that has polled several times. */
    private CompletableFuture<Void> waiting(IdempotencyKeys replica, Supplier<Uni<Void>> repeated) {
        CompletableFuture<Void> second = replica.once(1, "key", BODY, repeated).subscribeAsCompletionStage();
        int goal = looks.get() + 3;
        Awaitility.await().until(() -> looks.get() >= goal);
        assertThat(second).isNotDone();
        return second;
    }

    private void pass(String time) throws SQLException {
        database.execute("update idempotency_key set free_at = free_at - interval '" + time + "'");
    }

    private static void await(Uni<Void> outcome) {
        outcome.await().atMost(Duration.ofSeconds(30));
    }
}
