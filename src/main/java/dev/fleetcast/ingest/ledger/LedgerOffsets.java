package dev.fleetcast.ingest.ledger;

import dev.fleetcast.kafka.GroupReader;
import dev.fleetcast.kafka.KafkaClients;
import dev.fleetcast.kafka.StartOffsets;
import dev.fleetcast.kafka.TopicSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Starts reading the feed at the ledger's committed offset: earlier records are in the last known positions. A backlog
 * beyond the limit is skipped; the ledger processes it, and its positions arrive through their topic.
 */
public final class LedgerOffsets implements StartOffsets {

    /** The consumer group of {@link TelemetryLedger}. */
    static final String GROUP = "fleetcast-ingest";

    private final KafkaClients kafka;
    private final TopicSource source;
    private final long limit;

    public LedgerOffsets(KafkaClients kafka, TopicSource source, long limit) {
        this.kafka = kafka;
        this.source = source;
        this.limit = limit;
    }

    @Override
    public Map<TopicPartition, Long> of(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> oldest = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> newest = consumer.endOffsets(partitions);
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        Map<TopicPartition, Long> starts = new HashMap<>();
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata reached = committed.get(partition);
            long wanted = reached == null || isVoid(partition, reached) ? oldest.get(partition) : reached.offset();
            long earliest = Math.max(oldest.get(partition), newest.get(partition) - limit);
            // A log that was truncated ends below the committed offset.
            starts.put(partition, Math.min(Math.max(wanted, earliest), newest.get(partition)));
        }
        return starts;
    }

    private boolean isVoid(TopicPartition partition, OffsetAndMetadata reached) {
        return GroupReader.isVoid(reached, source.idOf(partition.topic()).orElse(""));
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        try (Admin admin = kafka.admin()) {
            return admin.listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get();
        } catch (ExecutionException failed) {
            throw new KafkaException("Cannot read committed offsets", failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new KafkaException(stopping);
        }
    }
}
