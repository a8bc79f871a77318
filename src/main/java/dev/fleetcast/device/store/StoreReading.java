package dev.fleetcast.device.store;

import dev.fleetcast.device.DeviceConfig;
import dev.fleetcast.kafka.BatchWork;
import dev.fleetcast.kafka.GroupReader;
import dev.fleetcast.kafka.KafkaClients;
import dev.fleetcast.kafka.TopicSource;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

/** Reads device events and confirmations in the consumer groups that all replicas share. */
@ApplicationScoped
public class StoreReading {

    private static final String EVENTS = "fleetcast-device-events";
    private static final String ACKS = "fleetcast-device-acks";

    private static final Map<String, Object> SETTINGS = BatchWork.settings(500);

    private final KafkaClients kafka;
    private final TopicSource source;
    private final DeviceConfig devices;
    private final StoreConfig config;

    StoreReading(KafkaClients kafka, TopicSource source, DeviceConfig devices, StoreConfig config) {
        this.kafka = kafka;
        this.source = source;
        this.devices = devices;
        this.config = config;
    }

    @Outgoing("device-events-store")
    Multi<Message<ConsumerRecords<byte[], byte[]>>> events() {
        return reader("device-events-store", EVENTS, devices.eventsTopic()).batches();
    }

    @Outgoing("device-acks")
    Multi<Message<ConsumerRecords<byte[], byte[]>>> acks() {
        return reader("device-acks", ACKS, config.acksTopic()).batches();
    }

    /** The events for a further purpose, such as a store, in a group of its own. */
    Multi<Message<ConsumerRecords<byte[], byte[]>>> eventsFor(String purpose) {
        return reader("device-events-" + purpose, group(purpose), devices.eventsTopic())
                .batches();
    }

    /** The consumer group of a store. */
    static String group(String store) {
        return store.equals(PostgresEvents.NAME) ? EVENTS : EVENTS + '-' + store;
    }

    private GroupReader reader(String name, String group, String topic) {
        return new GroupReader(name, () -> kafka.groupConsumer(group, SETTINGS), Set.of(topic), source);
    }
}
