package dev.fleetcast.device.event;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fleetcast.device.DeviceConfig;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.threading.ThreadSafe;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Limits the events that one device publishes over HTTP on this replica. */
@ThreadSafe
@ApplicationScoped
public class EventRates {

    private static final int MAX_BUCKETS = 100_000;
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final int perSecond;
    private final EventMetrics metrics;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_BUCKETS)
            .expireAfterAccess(PERIOD.multipliedBy(10))
            .build();

    EventRates(DeviceConfig config, EventMetrics metrics) {
        this.perSecond = config.eventsPerSecond();
        this.metrics = metrics;
    }

    /** Counts an event of the device; throws a 429 problem if it has published too many. */
    public void count(String coreid) {
        ConsumptionProbe probe = buckets.get(coreid, key -> bucket()).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            metrics.limited();
            throw Problems.tooMany(
                    "A device may publish " + perSecond + " events per second.",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, PERIOD))
                .build();
    }
}
