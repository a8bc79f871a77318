package dev.fleetcast.device.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;

/** Metrics of storing events; safe for use by any thread. */
@Singleton
public class StoreMetrics {

    private final MeterRegistry registry;
    private final Counter deadLetters;
    private final Counter confirmed;
    private final Counter forgottenOwners;

    public StoreMetrics(MeterRegistry registry) {
        this.registry = registry;
        deadLetters = Counter.builder("fleetcast.device.dead.letters")
                .description("Records of device events that cannot be used, or that a store refuses")
                .register(registry);
        confirmed = Counter.builder("fleetcast.device.confirmed")
                .description("Confirmations of device events, repeated ones included")
                .register(registry);
        forgottenOwners = Counter.builder("fleetcast.device.forgotten.owners")
                .description("Former owners of devices that were forgotten because there were too many of a number")
                .register(registry);
    }

    void stored(String store, List<StoredEvent> events) {
        long repeated = events.stream().filter(StoredEvent::isDuplicate).count();
        Counter.builder("fleetcast.device.stored")
                .description("Device events stored, by store, counted once per deployment")
                .tag("store", store)
                .register(registry)
                .increment(events.size() - repeated);
        Counter.builder("fleetcast.device.repeated")
                .description("Device events that a store had already, by store")
                .tag("store", store)
                .register(registry)
                .increment(repeated);
    }

    void deadLetters(int records) {
        deadLetters.increment(records);
    }

    void forgottenOwners(int owners) {
        forgottenOwners.increment(owners);
    }

    void confirmed(int events) {
        confirmed.increment(events);
    }
}
