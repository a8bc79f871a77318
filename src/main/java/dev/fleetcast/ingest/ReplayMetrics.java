package dev.fleetcast.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;

/** What operators watch of replays; safe for use by any thread. */
@ApplicationScoped
class ReplayMetrics {

    private final AtomicInteger waiting = new AtomicInteger();
    private final Counter scans;
    private final Counter scanned;

    ReplayMetrics(MeterRegistry registry) {
        scans = Counter.builder("fleetcast.resume.scans")
                .description("Times this replica has read again from Kafka what streams have missed")
                .register(registry);
        scanned = Counter.builder("fleetcast.resume.scanned")
                .description("Records this replica has read again for streams that came back")
                .register(registry);
        Gauge.builder("fleetcast.resume.waiting", waiting, AtomicInteger::get)
                .description("Streams that wait for what they have missed")
                .register(registry);
    }

    void began() {
        scans.increment();
    }

    void scanned(int records) {
        scanned.increment(records);
    }

    /** One more waits; how many there are with it. */
    int waits() {
        return waiting.incrementAndGet();
    }

    void waitsNoMore() {
        waiting.decrementAndGet();
    }
}
