package dev.fleetcast.ingest;

import dev.fleetcast.kafka.BatchHandler;
import dev.fleetcast.kafka.LogBreak;
import dev.fleetcast.kafka.StartOffsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Checks that the feed has no more partitions than fit into an event id. Used by the feed reader's thread only. */
final class PartitionLimit {

    private static final Logger LOG = Logger.getLogger(PartitionLimit.class);
    /** An event id holds the offset of each partition in at most 200 bytes. */
    static final int MAX_PARTITIONS = 64;

    private final Runnable giveUp;
    private final Set<TopicPartition> seen = new HashSet<>();
    private boolean warned;

    /** @param giveUp called if there are too many partitions at startup */
    PartitionLimit(Runnable giveUp) {
        this.giveUp = giveUp;
    }

    /** Wraps the start offsets: too many partitions are logged and stop the application. */
    StartOffsets checking(StartOffsets starts) {
        return (consumer, partitions) -> {
            seen.addAll(partitions);
            if (warnOnce("Fleetcast cannot start")) {
                giveUp.run();
            }
            return starts.of(consumer, partitions);
        };
    }

    /** Wraps the handler: counts partitions added later, and logs once when they exceed the limit. */
    BatchHandler checking(BatchHandler handler) {
        return new BatchHandler() {

            @Override
            public void handle(ConsumerRecords<byte[], byte[]> batch) {
                seen.addAll(batch.partitions());
                warnOnce("streams whose ids become too long cannot be resumed");
                handler.handle(batch);
            }

            @Override
            public void begins(Map<String, String> topicIds) {
                handler.begins(topicIds);
            }

            @Override
            public void broken(LogBreak at) {
                handler.broken(at);
            }
        };
    }

    private boolean warnOnce(String consequence) {
        if (warned || seen.size() <= MAX_PARTITIONS) {
            return false;
        }
        warned = true;
        LOG.errorf(
                "The topics of FLEETCAST_INGEST_TOPICS and the topic of trips have %d partitions in all, at most %d are possible: %s.",
                seen.size(), MAX_PARTITIONS, consequence);
        return true;
    }
}
