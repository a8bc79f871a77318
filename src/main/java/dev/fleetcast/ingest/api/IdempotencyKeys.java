package dev.fleetcast.ingest.api;

import dev.fleetcast.ingest.api.KeyClaims.Claim;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.smallrye.mutiny.unchecked.UncheckedSupplier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    /** What a response may take beyond the wait; a request that takes longer continues in the background. */
    private static final Duration LAST_LOOK = Duration.ofMillis(800);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** How long a response is delayed while the outcome is stored. */
    private static final Duration END_PATIENCE = Duration.ofSeconds(1);

    @FunctionalInterface
    private interface End {

        void of(Claim claim) throws SQLException;
    }

    private final KeyClaims claims;
    private final Duration patience;

    @Inject
    IdempotencyKeys(KeyClaims claims) {
        this(claims, PATIENCE);
    }

    /** @param patience how long a retry waits for the outcome of the running request */
    IdempotencyKeys(KeyClaims claims, Duration patience) {
        this.claims = claims;
        this.patience = patience;
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
        return attempt(claim, request, System.nanoTime() + patience.toNanos())
                .memoize()
                .indefinitely()
                .ifNoItem()
                .after(patience.plus(LAST_LOOK))
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
