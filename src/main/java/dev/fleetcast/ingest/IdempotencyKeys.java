package dev.fleetcast.ingest;

import dev.fleetcast.ingest.KeyClaims.Claim;
import dev.fleetcast.problem.Problems;
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
 * Requests with an {@code Idempotency-Key}: one that is repeated, at whatever replica, is not carried out again. Never
 * blocks its caller; safe for use by any thread.
 */
@ApplicationScoped
class IdempotencyKeys {

    /** The same key came with another body. */
    static final class Reused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** How long a repetition waits for the outcome of the request that is under way. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    /** How long the answer takes at most, whatever has to be waited for on the way; what is under way goes on. */
    private static final Duration ANSWER_WITHIN = Duration.ofMillis(4_800);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** How long the outcome of a request is held up for it to be written down. */
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
     * Completes when {@code request} is carried out, now or before; one that failed may be tried again. What began goes on
     * when the caller has given up.
     *
     * @return fails with {@link Reused} if the key was used for another body, with a 503 if the request is under way for too
     *     long
     */
    Uni<Void> once(long userId, String key, byte[] body, Supplier<Uni<Void>> request) {
        Claim claim = new Claim(userId, key.getBytes(StandardCharsets.UTF_8), sha256(body), UUID.randomUUID());
        return attempt(claim, request, System.nanoTime() + PATIENCE.toNanos())
                .memoize()
                .indefinitely()
                .ifNoItem()
                .after(ANSWER_WITHIN)
                .failWith(() -> Problems.unavailable("the request is still under way"));
    }

    private Uni<Void> attempt(Claim claim, Supplier<Uni<Void>> request, long deadline) {
        return onWorker(() -> claims.claim(claim)).chain(outcome -> switch (outcome) {
            case CLAIMED -> carryOut(claim, request);
            case DONE -> Uni.createFrom().voidItem();
            case OTHER_REQUEST -> Uni.createFrom().failure(new Reused());
            case UNDER_WAY ->
                System.nanoTime() > deadline
                        ? Uni.createFrom().failure(Problems.unavailable("the same request is under way"))
                        : later().chain(() -> attempt(claim, request, deadline));
        });
    }

    private Uni<Void> carryOut(Claim claim, Supplier<Uni<Void>> request) {
        return Uni.createFrom()
                .deferred(request::get)
                .onFailure()
                .call(() -> noted(claims::giveBack, claim))
                .call(() -> noted(claims::finish, claim));
    }

    /** What became of the request is what it is, also while the database is away: then the claim ends with its lease. */
    private static Uni<Void> noted(End end, Claim claim) {
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
