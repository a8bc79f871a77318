package dev.fleetcast.ingest.api;

import dev.fleetcast.ingest.api.KeyClaims.Claim;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.smallrye.mutiny.unchecked.UncheckedSupplier;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Executes requests with an {@code Idempotency-Key} once: a retry, at any replica, is not executed again. Never blocks
 * the caller.
 */
@ThreadSafe
@ApplicationScoped
class IdempotencyKeys {

    /** The key was used with a different body. */
    static final class Reused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** How long a retry waits for the outcome of the running request. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    /** Upper bound on the response time, including all waits. The request itself continues in the background. */
    private static final Duration ANSWER_WITHIN = Duration.ofMillis(4_800);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** How long a response is delayed while the outcome is stored. */
    private static final Duration END_PATIENCE = Duration.ofSeconds(1);

    @FunctionalInterface
    private interface End {

        void of(Claim claim) throws SQLException;
    }

    private final KeyClaims claims;

    IdempotencyKeys(KeyClaims claims) {
        this.claims = claims;
    }

    /**
     * Completes when {@code request} has succeeded, now or earlier; a failed request may be retried. A started request
     * continues when the caller gives up.
     *
     * @return fails with {@link Reused} if the key was used with a different body, and with a 503 if the request takes
     *     too long
     */
    Uni<Void> once(long userId, String key, byte[] body, Supplier<Uni<Void>> request) {
        Claim claim = new Claim(userId, key.getBytes(StandardCharsets.UTF_8), sha256(body), UUID.randomUUID());
        return attempt(claim, request, System.nanoTime() + PATIENCE.toNanos())
                .memoize()
                .indefinitely()
                .ifNoItem()
                .after(ANSWER_WITHIN)
                .failWith(() ->
                        Problems.unavailable("The request is still in progress. Retry with the same Idempotency-Key."));
    }

    private Uni<Void> attempt(Claim claim, Supplier<Uni<Void>> request, long deadline) {
        return onWorker(() -> claims.claim(claim)).chain(outcome -> switch (outcome) {
            case CLAIMED -> carryOut(claim, request);
            case DONE -> Uni.createFrom().voidItem();
            case OTHER_REQUEST -> Uni.createFrom().failure(new Reused());
            case UNDER_WAY ->
                System.nanoTime() > deadline
                        ? Uni.createFrom()
                                .failure(Problems.unavailable(
                                        "A request with this Idempotency-Key is in progress. Try again."))
                        : later().chain(() -> attempt(claim, request, deadline));
        });
    }

    private Uni<Void> carryOut(Claim claim, Supplier<Uni<Void>> request) {
        return Uni.createFrom()
                .deferred(request::get)
                .onFailure()
                .call(() -> store(claims::giveBack, claim))
                .call(() -> store(claims::finish, claim));
    }

    /**
     * Stores the outcome. The response does not depend on it: if the database is unavailable, the claim ends with its
     * lease.
     */
    private static Uni<Void> store(End end, Claim claim) {
        return IdempotencyKeys.<Void>onWorker(() -> {
                    end.of(claim);
                    return null;
                })
                .ifNoItem()
                .after(END_PATIENCE)
                .fail()
                .onFailure()
                .recoverWithNull();
    }

    private static Uni<Void> later() {
        return Uni.createFrom().voidItem().onItem().delayIt().by(LOOK_AGAIN);
    }

    private static <T> Uni<T> onWorker(UncheckedSupplier<T> work) {
        return Uni.createFrom().item(Unchecked.supplier(work)).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
