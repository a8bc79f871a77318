package dev.fleetcast.channel.presence;

import dev.fleetcast.threading.ThreadSafe;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Metrics of presence. */
@ThreadSafe
@Singleton
class PresenceMetrics {

    private final MeterRegistry registry;

    PresenceMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void watch(PresenceTable table, LocalPresence own) {
        Gauge.builder("fleetcast.presence.connections", table, PresenceTable::connections)
                .description("Connections to channels on all replicas, as known to this one")
                .register(registry);
        FunctionCounter.builder("fleetcast.presence.forgotten", own, LocalPresence::forgotten)
                .description(
                        "Ends of feeds not reported to the other replicas, because too many were waiting for Kafka")
                .register(registry);
    }
}
