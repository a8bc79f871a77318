package dev.fleetcast.device.command.store;

import dev.fleetcast.device.command.CommandConfig;
import dev.fleetcast.device.command.CommandIds;
import dev.fleetcast.device.command.CommandJson;
import dev.fleetcast.device.command.CommandWriter;
import dev.fleetcast.device.database.RefusedException;
import dev.fleetcast.kafka.GroupReader;
import dev.fleetcast.kafka.KafkaClients;
import dev.fleetcast.kafka.TopicCreation;
import dev.fleetcast.kafka.TopicSource;
import dev.fleetcast.kafka.consumer.Unread;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Takes the answers to queued commands that gateways write to Kafka, in a consumer group that all replicas share. Waits
 * while the database is unavailable; then goes on where it was.
 */
@ApplicationScoped
class GatewayAnswers {

    private static final Logger LOG = Logger.getLogger(GatewayAnswers.class);
    private static final String GROUP = "fleetcast-command-results";
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(2);

    private static final Map<String, Object> SETTINGS = Map.of(
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            200,
            // Another replica must take over soon after a crash.
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            6_000,
            ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
            1_500);

    private final GroupReader reader;
    private final CommandDeliveries deliveries;
    private final TopicCreation topics;
    private volatile Cancellable reading;

    GatewayAnswers(
            KafkaClients kafka,
            TopicSource source,
            CommandConfig config,
            CommandDeliveries deliveries,
            TopicCreation topics) {
        this.reader = new GroupReader(
                "device-command-results",
                () -> kafka.groupConsumer(GROUP, SETTINGS),
                Set.of(config.commandResultsTopic()),
                source::idOf);
        this.deliveries = deliveries;
        this.topics = topics;
    }

    void start(@Observes StartupEvent started) {
        topics.done().thenRun(() -> reading = read());
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
                .with(done -> {}, failure -> LOG.error("The answers of gateways are no longer read", failure));
    }

    private Uni<Void> take(Message<ConsumerRecords<byte[], byte[]>> batch) {
        return Uni.createFrom()
                .<Void>item(() -> {
                    records(batch).forEach(this::take);
                    return null;
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure()
                .retry()
                .withBackOff(SOON, LONGEST_BACK_OFF)
                .indefinitely()
                .chain(() -> Uni.createFrom().completionStage(batch::ack));
    }

    /** A second time changes nothing: the first answer counts. */
    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (Unread.is(record) || record.key() == null || record.headers().lastHeader(CommandWriter.TAKEN) != null) {
            return;
        }
        String coreid = new String(record.key(), StandardCharsets.UTF_8);
        CommandJson.answered(record.value(), Instant.now())
                .filter(read -> read.answer().result() == null)
                .ifPresent(read -> CommandIds.parse(read.commandId()).ifPresent(id -> answer(coreid, id, read)));
    }

    private void answer(String coreid, UUID id, CommandJson.Answered read) {
        try {
            deliveries.answer(coreid, id, read.answer());
        } catch (RefusedException failure) {
            // For instance a coreid with NUL.
            LOG.debug("An answer cannot be kept", failure);
        }
    }

    @SuppressWarnings("unchecked")
    private static ConsumerRecords<byte[], byte[]> records(Message<ConsumerRecords<byte[], byte[]>> batch) {
        IncomingKafkaRecordBatchMetadata<byte[], byte[]> metadata =
                batch.getMetadata(IncomingKafkaRecordBatchMetadata.class).orElseThrow();
        return metadata.getRecords();
    }
}
