package dev.fleetcast.demo.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.history.record.RecordStore;
import dev.fleetcast.history.record.Recording;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * What the buses reported before the first start, recorded as if it had been a topic of the feed: unit by unit, each once,
 * in pieces: the recorder waits for a unit that a piece holds. The database keeps how far it is, so that a restart goes on,
 * and a later one does nothing. Blocks; for one thread.
 */
final class PastFeed {

    /** A name in the database only. */
    static final String TOPIC = "demo.past";

    private static final String TOPIC_ID = "1";
    private static final int PARTITION = 0;
    private static final Duration PIECE = Duration.ofHours(6);
    private static final long OFFSETS_PER_PIECE = 100_000;

    private final List<UnitReplay> units;
    private final Duration length;
    private final Duration period;
    private final RecordStore store;
    private final Recording recording;

    /**
     * @param units with the same period
     * @param length how far back the past goes
     * @param period the time between two messages of a unit
     */
    PastFeed(List<UnitReplay> units, Duration length, Duration period, RecordStore store, Recording recording) {
        this.units = units;
        this.length = length;
        this.period = period;
        this.store = store;
        this.recording = recording;
    }

    /**
     * Records the next piece.
     *
     * @param end of the past
     * @return false if no piece is left
     */
    boolean recordNext(Instant end) {
        long next = store.next(TOPIC, TOPIC_ID, PARTITION);
        long index = next / OFFSETS_PER_PIECE;
        long pieces = (length.toMillis() + PIECE.toMillis() - 1) / PIECE.toMillis();
        if (index >= units.size() * pieces) {
            return false;
        }
        UnitReplay unit = units.get((int) (index / pieces));
        Instant from = end.minus(length).plus(PIECE.multipliedBy(index % pieces));
        Instant to = from.plus(PIECE).isBefore(end) ? from.plus(PIECE) : end;
        recording.record(
                TOPIC, TOPIC_ID, PARTITION, records(unit, from, to, next), next, (index + 1) * OFFSETS_PER_PIECE);
        return true;
    }

    private List<ConsumerRecord<byte[], byte[]>> records(UnitReplay unit, Instant from, Instant to, long firstOffset) {
        byte[] key = bytes(unit.key());
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (Instant at = from; at.isBefore(to); at = at.plus(period)) {
            for (ObjectNode message : unit.messagesAt(at)) {
                records.add(record(firstOffset + records.size(), at, key, bytes(message.toString())));
            }
        }
        return records;
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, Instant at, byte[] key, byte[] value) {
        return new ConsumerRecord<>(
                TOPIC,
                PARTITION,
                offset,
                at.toEpochMilli(),
                TimestampType.CREATE_TIME,
                key.length,
                value.length,
                key,
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
