package dev.fleetcast.stream.event;

import dev.fleetcast.telemetry.DeliveryObserver;
import dev.fleetcast.threading.EventLoopConfined;
import dev.fleetcast.threading.ThreadSafe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** The metrics of streams. */
@ThreadSafe
@Singleton
public class StreamMetrics {

    private final LongAdder open = new LongAdder();
    private final LongAdder subscriptions = new LongAdder();
    private final LongAdder queued = new LongAdder();
    private final Counter delivered;
    private final Counter conflated;
    private final Counter behind;
    private final Timer lag;
    private final Timer gatewayLag;
    private final Map<ByeReason, Counter> ended = new EnumMap<>(ByeReason.class);

    public StreamMetrics(MeterRegistry registry) {
        Gauge.builder("fleetcast.streams.open", open, LongAdder::sum)
                .description("Streams open on this replica")
                .register(registry);
        Gauge.builder("fleetcast.subscriptions.active", subscriptions, LongAdder::sum)
                .description("Subscriptions of all streams on this replica")
                .register(registry);
        Gauge.builder("fleetcast.stream.queue.depth", queued, LongAdder::sum)
                .description("Events waiting for slow clients, over all streams")
                .register(registry);
        delivered = Counter.builder("fleetcast.updates.delivered")
                .description("Telemetry messages written to streams, snapshots not counted")
                .register(registry);
        conflated = Counter.builder("fleetcast.updates.conflated")
                .description("Positions discarded because the client was slow and newer ones were waiting")
                .register(registry);
        behind = Counter.builder("fleetcast.stream.behind")
                .description("Times a stream's queue was full and it had to catch up later")
                .register(registry);
        lag = Timer.builder("fleetcast.delivery.lag")
                .description(
                        "From Kafka's time of a message to its write to a socket, the oldest of messages written together")
                .serviceLevelObjectives(buckets())
                .register(registry);
        gatewayLag = Timer.builder("fleetcast.gateway.lag")
                .description(
                        "From the reading of a batch to the write of its messages to sockets, without slow clients")
                .serviceLevelObjectives(buckets())
                .register(registry);
        for (ByeReason bye : ByeReason.values()) {
            ended.put(
                    bye,
                    Counter.builder("fleetcast.streams.ended")
                            .description("Streams ended by the server, by reason")
                            .tag("reason", bye.reason())
                            .register(registry));
        }
    }

    private static Duration[] buckets() {
        int[] millis = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000};
        return Arrays.stream(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }

    /** The report of one more event loop. */
    public WriteReport report() {
        return new WriteReport(this);
    }

    public void opened() {
        open.increment();
    }

    public void closed() {
        open.decrement();
    }

    public void ended(ByeReason bye) {
        ended.get(bye).increment();
    }

    public void subscribed() {
        subscriptions.increment();
    }

    public void unsubscribed(int count) {
        subscriptions.add(-count);
    }

    public void queueChanged(int by) {
        queued.add(by);
    }

    public long subscriptions() {
        return subscriptions.sum();
    }

    public long queued() {
        return queued.sum();
    }

    /** The maximum of the last few minutes. */
    public long longestLagMillis() {
        return (long) lag.max(TimeUnit.MILLISECONDS);
    }

    public void fellBehind() {
        behind.increment();
    }

    public void conflated(int count) {
        conflated.increment(count);
    }

    /** Records a processed batch, {@code nanos} after it was read. */
    void passed(long nanos) {
        gatewayLag.record(nanos, TimeUnit.NANOSECONDS);
    }

    /**
     * Records messages written to sockets in one turn of an event loop. The lag of the oldest, from its Kafka time,
     * stands for all of them: one measurement per message would cost as much as the writing.
     */
    void delivered(int messages, Instant oldest) {
        delivered.increment(messages);
        lag.record(Math.max(0, System.currentTimeMillis() - oldest.toEpochMilli()), TimeUnit.MILLISECONDS);
    }

    /** Collects what an event loop has written since its last report to the metrics. */
    @EventLoopConfined
    public static final class WriteReport {

        /** An update with a delivery observer, and the number of streams it was offered to. */
        private record Traced(DeliveryObserver observer, int streams) {}

        private final StreamMetrics metrics;
        private final List<Traced> traced = new ArrayList<>();
        private int written;
        private Instant oldestWritten;
        /** Whether offered updates may still have to be written, and when the oldest of them was read. */
        private boolean unwritten;

        private long unwrittenSince;

        WriteReport(StreamMetrics metrics) {
            this.metrics = metrics;
        }

        /** Records an offer of updates that were read at {@code readAt}, by {@link System#nanoTime}. */
        public void offered(long readAt) {
            if (!unwritten) {
                unwritten = true;
                unwrittenSince = readAt;
            }
        }

        /** Records that an update was offered to {@code streams} streams. */
        public void offered(DeliveryObserver observer, int streams) {
            if (observer != null && streams > 0) {
                traced.add(new Traced(observer, streams));
            }
        }

        /** Reports written messages and Kafka's time of the oldest. */
        public void written(int messages, Instant oldest) {
            written += messages;
            oldestWritten = oldestWritten == null || oldest.isBefore(oldestWritten) ? oldest : oldestWritten;
        }

        /** Records that offered updates have been written, as far as clients have room. */
        public void flushed() {
            if (unwritten && written > 0) {
                metrics.passed(System.nanoTime() - unwrittenSince);
            }
            unwritten = false;
            if (!traced.isEmpty()) {
                List<Traced> over = List.copyOf(traced);
                traced.clear();
                over.forEach(each -> each.observer().delivered(each.streams()));
            }
        }

        /** Reports the written messages to the metrics. */
        public void publish() {
            if (written > 0) {
                metrics.delivered(written, oldestWritten);
                written = 0;
                oldestWritten = null;
            }
        }
    }
}
