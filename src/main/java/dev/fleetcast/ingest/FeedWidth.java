package dev.fleetcast.ingest;

import dev.fleetcast.kafka.BatchHandler;
import dev.fleetcast.kafka.LogBreak;
import dev.fleetcast.kafka.StartOffsets;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Sees to it that the feed has no more partitions than the id of an event has room for. Used by one thread, the feed
 * reader's.
 */
final class FeedWidth {

    private static final Logger LOG = Logger.getLogger(FeedWidth.class);
    /** An event id names the offset in each of them and has 200 bytes. */
    static final int MAX_PARTITIONS = 64;

    private final Runnable giveUp;
    private final Set<TopicPartition> seen = new HashSet<>();
    private boolean told;

    /** @param giveUp called when there are too many at the start */
    FeedWidth(Runnable giveUp) {
        this.giveUp = giveUp;
    }

    /** These starts; when there are too many of them the application says so and stops. */
    StartOffsets checking(StartOffsets starts) {
        return (consumer, partitions) -> {
            seen.addAll(partitions);
            if (tellOnce("Fleetcast cannot start")) {
                giveUp.run();
            }
            return starts.of(consumer, partitions);
        };
    }

    /** This handler; partitions that are added later are counted, and told of once when they become too many. */
    BatchHandler checking(BatchHandler handler) {
        return new BatchHandler() {

            @Override
            public void handle(ConsumerRecords<byte[], byte[]> batch) {
                seen.addAll(batch.partitions());
                tellOnce("streams whose ids become too long cannot be resumed");
                handler.handle(batch);
            }

            @Override
            public void broken(LogBreak at) {
                handler.broken(at);
            }
        };
    }

    private boolean tellOnce(String consequence) {
        if (told || seen.size() <= MAX_PARTITIONS) {
            return false;
        }
        told = true;
        LOG.errorf(
                "The topics of FLEETCAST_INGEST_TOPICS have %d partitions in all, at most %d are possible: %s.",
                seen.size(), MAX_PARTITIONS, consequence);
        return true;
    }
}
