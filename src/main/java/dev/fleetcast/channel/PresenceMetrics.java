package dev.fleetcast.channel;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Metrics of presence and receipts; safe for use by any thread. */
@Singleton
class PresenceMetrics {

    private final MeterRegistry registry;
    private final Counter sentAgain;

    PresenceMetrics(MeterRegistry registry) {
        this.registry = registry;
        sentAgain = Counter.builder("fleetcast.receipts.attempts")
                .description("Events redelivered to devices because their receipt was missing")
                .register(registry);
    }

    void watch(PresenceTable table, OwnSessions own) {
        Gauge.builder("fleetcast.presence.connections", table, PresenceTable::connections)
                .description("Connections to channels on all replicas, as known to this one")
                .register(registry);
        FunctionCounter.builder("fleetcast.presence.forgotten", own, OwnSessions::forgotten)
                .description(
                        "Ends of feeds not reported to the other replicas, because too many were waiting for Kafka")
                .register(registry);
    }

    void watch(OpenReceipts open) {
        Gauge.builder("fleetcast.receipts.open", open, OpenReceipts::size)
                .description("Events with outstanding receipts")
                .register(registry);
    }

    void sentAgain(int times) {
        sentAgain.increment(times);
    }
}
