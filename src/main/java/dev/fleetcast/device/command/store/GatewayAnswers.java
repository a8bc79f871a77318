package dev.fleetcast.device.command.store;

import dev.fleetcast.device.command.CommandConfig;
import dev.fleetcast.device.command.CommandIds;
import dev.fleetcast.device.command.CommandJson;
import dev.fleetcast.device.command.CommandWriter;
import dev.fleetcast.device.database.RefusedException;
import dev.fleetcast.kafka.BatchWork;
import dev.fleetcast.kafka.GroupReader;
import dev.fleetcast.kafka.KafkaClients;
import dev.fleetcast.kafka.TopicCreation;
import dev.fleetcast.kafka.TopicSource;
import dev.fleetcast.kafka.consumer.Unread;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Takes the answers to queued commands that gateways write to Kafka, in a consumer group that all replicas share. Waits
 * while the database is unavailable, then continues.
 */
@ApplicationScoped
class GatewayAnswers {

    private static final Logger LOG = Logger.getLogger(GatewayAnswers.class);
    private static final String GROUP = "fleetcast-command-results";

    private static final Map<String, Object> SETTINGS = BatchWork.settings(200);

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
                source);
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
        return new BatchWork("Taking the answers of gateways", this::take).start(reader.batches());
    }

    private Uni<Void> take(List<ConsumerRecord<byte[], byte[]>> batch) {
        batch.forEach(this::take);
        return Uni.createFrom().voidItem();
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
}
