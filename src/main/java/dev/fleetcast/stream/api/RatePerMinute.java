package dev.fleetcast.stream.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fleetcast.threading.ThreadSafe;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** A rate limit per key, such as a stream or a user, and minute. Bounded. */
@ThreadSafe
public final class RatePerMinute {

    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int MAX_BUCKETS = 50_000;

    private final int perMinute;
    private final TimeMeter time;
    private final Cache<Long, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_BUCKETS)
            .expireAfterAccess(PERIOD.multipliedBy(2))
            .build();

    /** @param perMinute the limit, also for a burst; refilled evenly */
    public RatePerMinute(int perMinute) {
        this(perMinute, TimeMeter.SYSTEM_NANOTIME);
    }

    RatePerMinute(int perMinute, TimeMeter time) {
        this.perMinute = perMinute;
        this.time = time;
    }

    /** Whether the key is below its limit; counts the operation if so. */
    public boolean allows(long key) {
        return buckets.get(key, first -> bucket()).tryConsume(1);
    }

    private Bucket bucket() {
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, PERIOD))
                .build();
    }
}
