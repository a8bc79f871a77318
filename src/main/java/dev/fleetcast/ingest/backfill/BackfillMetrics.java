package dev.fleetcast.ingest.backfill;

import dev.fleetcast.threading.ThreadSafe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;

/** Metrics of backfills. */
@ThreadSafe
@ApplicationScoped
public class BackfillMetrics {

    private final AtomicInteger waiting = new AtomicInteger();
    private final Counter scans;
    private final Counter scanned;

    public BackfillMetrics(MeterRegistry registry) {
        scans = Counter.builder("fleetcast.resume.scans")
                .description("Scans of Kafka by this replica for messages that streams have missed")
                .register(registry);
        scanned = Counter.builder("fleetcast.resume.scanned")
                .description("Records this replica has read again for resumed streams")
                .register(registry);
        Gauge.builder("fleetcast.resume.waiting", waiting, AtomicInteger::get)
                .description("Streams that wait for the messages they have missed")
                .register(registry);
    }

    void began() {
        scans.increment();
    }

    void scanned(int records) {
        scanned.increment(records);
    }

    /** Counts a new waiting stream; returns the total. */
    int waits() {
        return waiting.incrementAndGet();
    }

    void waitsNoMore() {
        waiting.decrementAndGet();
    }
}
