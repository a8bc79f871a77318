package dev.fleetcast.device.value;

import dev.fleetcast.device.DeviceConfig;
import dev.fleetcast.kafka.BatchWork;
import dev.fleetcast.kafka.GroupReader;
import dev.fleetcast.kafka.KafkaClients;
import dev.fleetcast.kafka.TopicCreation;
import dev.fleetcast.kafka.TopicSource;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the events of devices in a consumer group that all replicas share, so that each sets its value once. Waits while
 * the database is unavailable, then continues. Reads nothing if no event sets a value.
 */
@ApplicationScoped
class ValueEventGroup {

    private static final String GROUP = "fleetcast-device-values";

    private static final Map<String, Object> SETTINGS = BatchWork.settings(500);

    private final GroupReader reader;
    private final ValueEvents events;
    private final ValueRules rules;
    private final TopicCreation topics;
    private final Knowledge knowledge;
    private volatile Cancellable reading;

    ValueEventGroup(
            KafkaClients kafka,
            TopicSource source,
            DeviceConfig config,
            ValueEvents events,
            ValueRules rules,
            TopicCreation topics,
            Knowledge knowledge) {
        this.reader = new GroupReader(
                "device-values", () -> kafka.groupConsumer(GROUP, SETTINGS), Set.of(config.eventsTopic()), source);
        this.events = events;
        this.rules = rules;
        this.topics = topics;
        this.knowledge = knowledge;
    }

    /** Not before the devices are known: an event of an unknown device sets nothing. */
    void start(@Observes StartupEvent started) {
        if (!rules.areNone()) {
            topics.done().thenRun(() -> knowledge.of(View.REGISTRY).subscribe().with(known -> reading = read()));
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (reading != null) {
            reading.cancel();
        }
    }

    private Cancellable read() {
        return new BatchWork("Setting values by events", this::take).start(reader.batches());
    }

    private Uni<Void> take(List<ConsumerRecord<byte[], byte[]>> batch) {
        events.take(batch);
        return Uni.createFrom().voidItem();
    }
}
