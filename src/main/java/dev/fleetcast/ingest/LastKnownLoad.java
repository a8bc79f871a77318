package dev.fleetcast.ingest;

import dev.fleetcast.kafka.LogBreak;
import dev.fleetcast.kafka.StartOffsets;
import dev.fleetcast.telemetry.InvalidMessageException;
import dev.fleetcast.telemetry.KafkaPosition;
import dev.fleetcast.telemetry.LastKnown;
import dev.fleetcast.telemetry.LastKnownPositions;
import dev.fleetcast.telemetry.MessageDecoder;
import dev.fleetcast.telemetry.MessageGlance;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Loads last known positions from their topic, up to where this replica reads the feed itself: a position from beyond that
 * would make the feed's own messages look late, and be delivered twice to whoever subscribes just then.
 */
@ApplicationScoped
class LastKnownLoad {

    private final MessageGlance glance = new MessageGlance();
    private final MessageDecoder decoder = new MessageDecoder();
    private final LastKnownPositions positions;
    private volatile Map<TopicPartition, Long> ends = Map.of();

    LastKnownLoad(LastKnownPositions positions) {
        this.positions = positions;
    }

    /** The start of the feed, noted as the end of what is loaded from now on. */
    StartOffsets endingAt(StartOffsets feedStarts) {
        return (consumer, partitions) -> {
            Map<TopicPartition, Long> starts = feedStarts.of(consumer, partitions);
            ends = Map.copyOf(starts);
            return starts;
        };
    }

    /** The feed goes on elsewhere, and what is loaded ends there. */
    void endAt(LogBreak feed) {
        Map<TopicPartition, Long> moved = new HashMap<>(ends);
        moved.putAll(feed.next());
        ends = Map.copyOf(moved);
    }

    /** Takes over what a record of their topic says. */
    void load(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null || record.value() == null) {
            return;
        }
        LastKnownRecords.unit(record.key())
                .ifPresent(unit -> LastKnownRecords.lastKnown(record.value(), record.headers())
                        .filter(this::isBeforeTheFeed)
                        .filter(last -> isReadable(last.message()))
                        .ifPresent(last -> positions.load(unit, last)));
    }

    private boolean isBeforeTheFeed(LastKnown last) {
        KafkaPosition position = last.position();
        Long end = ends.get(new TopicPartition(position.topic(), position.partition()));
        return ends.isEmpty() || (end != null && position.offset() < end);
    }

    /** An earlier release may have written what this one does not take; it must not stand in for what can be shown. */
    private boolean isReadable(byte[] message) {
        try {
            return glance.at(message).isPresent() || decoder.decode(message).isPosition();
        } catch (InvalidMessageException outdated) {
            return false;
        }
    }
}
