package dev.fleetcast.channel.log;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fleetcast.connection.NetworkAddress;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.threading.ThreadSafe;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Limits the rate at which each network address may push and confirm on public channels without a login. Bounded. Each
 * replica counts on its own.
 */
@ThreadSafe
@ApplicationScoped
public class PublicRates {

    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int MAX_BUCKETS = 100_000;

    private final Cache<String, Bucket> calls = buckets();
    private final Cache<String, Bucket> bytes = buckets();
    private final long maxCalls;
    private final long maxBytes;
    private final TimeMeter time;

    @Inject
    PublicRates(ChannelConfig config) {
        this(config, TimeMeter.SYSTEM_NANOTIME);
    }

    PublicRates(ChannelConfig config, TimeMeter time) {
        this.maxCalls = config.publicCallsPerMinute();
        this.maxBytes = config.publicBytesPerMinute().asLongValue();
        this.time = time;
    }

    /** Counts a call and its bytes; fails with a 429 problem if the address exceeds its rate. */
    public void count(SocketAddress client, long size) {
        String network = NetworkAddress.of(client);
        take(calls.get(network, key -> bucket(maxCalls)), 1);
        if (size > 0) {
            take(bytes.get(network, key -> bucket(maxBytes)), Math.min(size, maxBytes));
        }
    }

    private static void take(Bucket bucket, long tokens) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(tokens);
        if (!probe.isConsumed()) {
            throw Problems.tooMany(
                    "This address has exceeded its rate on public channels. Try again later, or log in.",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private Bucket bucket(long perPeriod) {
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(perPeriod).refillGreedy(perPeriod, PERIOD))
                .build();
    }

    private static Cache<String, Bucket> buckets() {
        return Caffeine.newBuilder()
                .maximumSize(MAX_BUCKETS)
                .expireAfterAccess(PERIOD.multipliedBy(2))
                .build();
    }
}
