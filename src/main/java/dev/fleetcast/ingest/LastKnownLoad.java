package dev.fleetcast.ingest;

import dev.fleetcast.ingest.ledger.LastKnownRecords;
import dev.fleetcast.kafka.LogBreak;
import dev.fleetcast.kafka.StartOffsets;
import dev.fleetcast.telemetry.InvalidMessageException;
import dev.fleetcast.telemetry.LastKnownPositions;
import dev.fleetcast.telemetry.LastKnownPositions.LastKnown;
import dev.fleetcast.telemetry.MessageDecoder;
import dev.fleetcast.telemetry.MessageGlance;
import dev.fleetcast.telemetry.RecordOffset;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Loads last known positions from their topic, up to the offset from which this replica reads the feed. A later
 * position would make the feed's own messages look late, and a new subscriber would receive it twice.
 */
@ApplicationScoped
class LastKnownLoad {

    private final MessageGlance glance = new MessageGlance();
    private final MessageDecoder decoder = new MessageDecoder();
    private final LastKnownPositions positions;
    private volatile Map<TopicPartition, Long> ends = Map.of();
    private volatile Instant begun = Instant.MAX;

    LastKnownLoad(LastKnownPositions positions) {
        this.positions = positions;
    }

    /** Notes the start offsets of the feed as the end of the load. */
    StartOffsets endingAt(StartOffsets feedStarts) {
        return (consumer, partitions) -> {
            Map<TopicPartition, Long> starts = feedStarts.of(consumer, partitions);
            ends = Map.copyOf(starts);
            begun = Instant.now();
            return starts;
        };
    }

    /** Moves the end of the load after a break in the feed. */
    void endAt(LogBreak feed) {
        Map<TopicPartition, Long> moved = new HashMap<>(ends);
        moved.putAll(feed.next());
        ends = Map.copyOf(moved);
    }

    /** Loads the position in a record of the last known topic. */
    void load(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null || record.value() == null || !mayBeBeforeTheFeed(record)) {
            return;
        }
        LastKnownRecords.unit(record.key())
                .ifPresent(unit -> LastKnownRecords.lastKnown(record.value(), record.headers())
                        .filter(this::isBeforeTheFeed)
                        .filter(last -> isReadable(last.message()))
                        .ifPresent(last -> positions.load(unit, last)));
    }

    /** Once the feed is read, nearly all records are of messages in it, and are passed without a look at the rest of them. */
    private boolean mayBeBeforeTheFeed(ConsumerRecord<byte[], byte[]> record) {
        return ends.isEmpty()
                || LastKnownRecords.position(record.headers())
                        .filter(this::isBeforeTheFeed)
                        .isPresent();
    }

    private boolean isBeforeTheFeed(RecordOffset position) {
        Long end = ends.get(new TopicPartition(position.topic(), position.partition()));
        return end != null && position.offset() < end;
    }

    private boolean isBeforeTheFeed(LastKnown last) {
        // By time too: after a topic was recreated, another replica may write low offsets before this one notices.
        return ends.isEmpty()
                || (isBeforeTheFeed(last.position()) && last.recordTime().isBefore(begun));
    }

    /** An earlier release may have written a message that is now invalid; it must not hide a valid position. */
    private boolean isReadable(byte[] message) {
        try {
            return glance.at(message).isPresent() || decoder.decode(message).isPosition();
        } catch (InvalidMessageException outdated) {
            return false;
        }
    }
}
