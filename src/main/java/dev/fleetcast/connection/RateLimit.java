package dev.fleetcast.connection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fleetcast.threading.ThreadSafe;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Limits a rate per key, such as an address, a user or a stream. Bounded: beyond a hundred thousand keys, those unused
 * for longest are forgotten. Each replica counts on its own.
 */
@ThreadSafe
public final class RateLimit<K> {

    private static final int MAX_KEYS = 100_000;
    /** Keys that were charged beyond their limit are remembered at least this long. */
    private static final Duration SHORTEST_MEMORY = Duration.ofSeconds(10);

    private final Bandwidth limit;
    private final TimeMeter time;
    private final Cache<K, Bucket> buckets;

    private RateLimit(Bandwidth limit, Duration period, LongSupplier nanos) {
        this.limit = limit;
        this.time = new Clock(nanos);
        Duration memory = period.multipliedBy(2);
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MAX_KEYS)
                .expireAfterAccess(memory.compareTo(SHORTEST_MEMORY) > 0 ? memory : SHORTEST_MEMORY)
                .build();
    }

    /** Allows {@code amount} per period, also at once; what was taken comes back evenly. */
    public static <K> RateLimit<K> even(long amount, Duration period) {
        return even(amount, period, System::nanoTime);
    }

    /** Like {@link #even(long, Duration)}, by a clock like {@link System#nanoTime}. */
    public static <K> RateLimit<K> even(long amount, Duration period, LongSupplier nanos) {
        return new RateLimit<>(
                Bandwidth.builder()
                        .capacity(amount)
                        .refillGreedy(amount, period)
                        .build(),
                period,
                nanos);
    }

    /** Allows {@code amount} per period; what was taken comes back all at once, when the period of the key is over. */
    public static <K> RateLimit<K> stepwise(long amount, Duration period, LongSupplier nanos) {
        return new RateLimit<>(
                Bandwidth.builder()
                        .capacity(amount)
                        .refillIntervally(amount, period)
                        .build(),
                period,
                nanos);
    }

    /** Takes one; false, without effect, if the key is at its limit. */
    public boolean allows(K key) {
        return bucket(key).tryConsume(1);
    }

    /** Takes {@code amount}; if that exceeds the limit, takes nothing and returns the time until it is allowed. */
    public Duration take(K key, long amount) {
        return Duration.ofNanos(bucket(key).tryConsumeAndReturnRemaining(amount).getNanosToWaitForRefill());
    }

    /** Takes one even beyond the limit: the key pays for it later. */
    public void charge(K key) {
        bucket(key).consumeIgnoringRateLimits(1);
    }

    /** The time until one is allowed; takes nothing. */
    public Duration timeToNext(K key) {
        Bucket known = buckets.getIfPresent(key);
        return known == null
                ? Duration.ZERO
                : Duration.ofNanos(known.estimateAbilityToConsume(1).getNanosToWaitForRefill());
    }

    private Bucket bucket(K key) {
        return buckets.get(
                key,
                first -> Bucket.builder()
                        .withCustomTimePrecision(time)
                        .addLimit(limit)
                        .build());
    }

    private record Clock(LongSupplier nanos) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return nanos.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
