package dev.fleetcast.device.value;

import dev.fleetcast.device.DeviceConfig;
import dev.fleetcast.kafka.GroupReader;
import dev.fleetcast.kafka.KafkaClients;
import dev.fleetcast.kafka.TopicCreation;
import dev.fleetcast.kafka.TopicSource;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Reads the events of devices in a consumer group that all replicas share, so that each sets its value once. Waits while
 * the database is unavailable; then goes on where it was. Reads nothing if no event sets a value.
 */
@ApplicationScoped
class ValueEventGroup {

    private static final Logger LOG = Logger.getLogger(ValueEventGroup.class);
    private static final String GROUP = "fleetcast-device-values";
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(2);

    private static final Map<String, Object> SETTINGS = Map.of(
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            500,
            // Another replica must take over soon after a crash.
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            6_000,
            ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
            1_500);

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
                "device-values",
                () -> kafka.groupConsumer(GROUP, SETTINGS),
                Set.of(config.eventsTopic()),
                source::idOf);
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
        return reader.batches()
                .emitOn(Infrastructure.getDefaultWorkerPool(), 1)
                .onItem()
                .transformToUniAndConcatenate(this::take)
                .subscribe()
                .with(done -> {}, failure -> LOG.error("Events no longer set values", failure));
    }

    private Uni<Void> take(Message<ConsumerRecords<byte[], byte[]>> batch) {
        return Uni.createFrom()
                .<Void>item(() -> {
                    records(batch).forEach(events::take);
                    return null;
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure()
                .retry()
                .withBackOff(SOON, LONGEST_BACK_OFF)
                .indefinitely()
                .chain(() -> Uni.createFrom().completionStage(batch::ack));
    }

    @SuppressWarnings("unchecked")
    private static ConsumerRecords<byte[], byte[]> records(Message<ConsumerRecords<byte[], byte[]>> batch) {
        IncomingKafkaRecordBatchMetadata<byte[], byte[]> metadata =
                batch.getMetadata(IncomingKafkaRecordBatchMetadata.class).orElseThrow();
        return metadata.getRecords();
    }
}
