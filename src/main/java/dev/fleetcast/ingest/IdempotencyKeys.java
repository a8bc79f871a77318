package dev.fleetcast.ingest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Remembers requests by their {@code Idempotency-Key}, so that one repeated is not carried out again. Bounded in number and
 * time; safe for use by any thread.
 */
@ApplicationScoped
class IdempotencyKeys {

    /** The same key came with another body. */
    static final class Reused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private record Key(long userId, String text) {}

    private record Remembered(int bodyHash, int bodyLength, Uni<Void> outcome) {}

    private final Cache<Key, Remembered> remembered;

    IdempotencyKeys(IngestConfig config) {
        remembered = Caffeine.newBuilder()
                .maximumSize(config.idempotencyKeys())
                .expireAfterWrite(config.idempotencyWindow())
                .build();
    }

    /**
     * The outcome of {@code request}, carried out unless it was already or is just now; one that failed may be tried again.
     *
     * @throws Reused if the key was used for another body
     */
    Uni<Void> once(long userId, String text, byte[] body, Supplier<Uni<Void>> request) {
        Key key = new Key(userId, text);
        int hash = Arrays.hashCode(body);
        Remembered known = remembered.get(
                key,
                absent -> new Remembered(
                        hash,
                        body.length,
                        Uni.createFrom()
                                .deferred(request::get)
                                .onFailure()
                                .invoke(failed -> remembered.invalidate(key))
                                .memoize()
                                .indefinitely()));
        if (known.bodyHash() != hash || known.bodyLength() != body.length) {
            throw new Reused();
        }
        return known.outcome();
    }
}
