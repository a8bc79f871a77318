package dev.fleetcast.ingest.ledger;

import dev.fleetcast.ingest.record.IngestConfig;
import dev.fleetcast.kafka.GroupReader;
import dev.fleetcast.kafka.KafkaClients;
import dev.fleetcast.kafka.TopicSource;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

/** Reads the feed in the consumer group that all replicas share. */
@ApplicationScoped
class LedgerReading {

    /**
     * No client waits for the ledger: it wakes twice a second, or when much data is ready, rather than for each record. No
     * more than a fetch may have of one partition, or it would always wait while only one has many records.
     */
    private static final Map<String, Object> SELDOM =
            Map.of(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 262_144, ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500);

    private final GroupReader reader;

    LedgerReading(KafkaClients kafka, TopicSource source, IngestConfig config) {
        reader = new GroupReader(
                "telemetry-ledger", () -> kafka.groupConsumer(LedgerOffsets.GROUP, SELDOM), config.topics(), source);
    }

    @Outgoing("telemetry-ledger")
    Multi<Message<ConsumerRecords<byte[], byte[]>>> batches() {
        return reader.batches();
    }
}
