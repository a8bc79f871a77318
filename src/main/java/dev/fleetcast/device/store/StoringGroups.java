package dev.fleetcast.device.store;

import dev.fleetcast.device.DeviceConfig;
import dev.fleetcast.kafka.TopicCreation;
import dev.fleetcast.kafka.TopicLookup;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Makes the consumer groups that store and confirm events. */
@ApplicationScoped
public class StoringGroups {

    private final EventReading reading;
    private final StoreReading topics;
    private final StoreOutput output;
    private final TopicCreation creation;
    private final TopicLookup lookup;
    private final GroupProgress progress;
    private final Knowledge knowledge;
    private final DeviceConfig devices;
    private final StoreConfig config;
    private final StoreMetrics metrics;

    StoringGroups(
            EventReading reading,
            StoreReading topics,
            StoreOutput output,
            TopicCreation creation,
            TopicLookup lookup,
            GroupProgress progress,
            Knowledge knowledge,
            DeviceConfig devices,
            StoreConfig config,
            StoreMetrics metrics) {
        this.reading = reading;
        this.topics = topics;
        this.output = output;
        this.creation = creation;
        this.lookup = lookup;
        this.progress = progress;
        this.knowledge = knowledge;
        this.devices = devices;
        this.config = config;
        this.metrics = metrics;
    }

    /** The group of the store that reports the records that are no events. */
    StoringGroup first(EventStore store) {
        return group(store, true);
    }

    /** Stores events in a further store. */
    public Cancellable startFurther(EventStore store) {
        return group(store, false).start(topics.eventsFor(store.name()));
    }

    /** Confirms the events that all of these stores have; for several stores, of which none confirms alone. */
    public Cancellable startConfirming(List<EventStore> stores) {
        return new ConfirmingGroup(stores, reading, generation(), progress, output)
                .start(topics.eventsFor(ConfirmingGroup.NAME));
    }

    /** Runs the start once the topics exist and the devices are known. */
    public void whenReady(Runnable start) {
        creation.done().thenRun(() -> knowledge.of(View.REGISTRY).subscribe().with(known -> start.run()));
    }

    private StoringGroup group(EventStore store, boolean isFirst) {
        boolean confirms = config.ackAfter().equals(List.of(store.name()));
        return new StoringGroup(store, reading, generation(), output, isFirst, confirms, metrics);
    }

    private TopicGeneration generation() {
        return new TopicGeneration(devices.eventsTopic(), lookup::existing);
    }
}
