package dev.fleetcast.history.record;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.fleet.MessageExtension;
import dev.fleetcast.history.trip.Trip;
import dev.fleetcast.ingest.record.RecordInterpreter;
import dev.fleetcast.ingest.record.RecordInterpreter.Interpretation.Accepted;
import dev.fleetcast.telemetry.UnitId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records what was read from partitions of the feed. A record that cannot be stored is found by halving its batch, handed
 * over as refused, and passed; invalid records are passed, they are dead-lettered elsewhere. Blocks; partitions may be
 * recorded at the same time.
 */
public final class Recording {

    /** Records in one transaction: at a new day, the sheets of all their units are in memory at once. */
    static final int MOST = 2_000;

    private final RecordInterpreter interpreter;
    private final RecordStore store;
    private final Duration retention;
    private final InstantSource clock;
    private final BiConsumer<ConsumerRecord<byte[], byte[]>, String> refused;
    private final Map<UnitId, Known> placements = new ConcurrentHashMap<>();

    private record Known(FleetUnit unit, Placement placement) {}

    /**
     * @param retention messages with an older device time are filed under the time of their gateway
     * @param refused receives records that cannot be stored, and why
     */
    public Recording(
            RecordInterpreter interpreter,
            RecordStore store,
            Duration retention,
            InstantSource clock,
            BiConsumer<ConsumerRecord<byte[], byte[]>, String> refused) {
        this.interpreter = interpreter;
        this.store = store;
        this.retention = retention;
        this.clock = clock;
        this.refused = refused;
    }

    /**
     * Records a batch of one partition, in several transactions if it is large.
     *
     * @param topicId Kafka's id of the topic
     * @param records by ascending offset
     * @param from the offset at which reading began
     * @param next the offset after the last one that was read
     * @return the trips that ended or changed, by unit
     * @throws HistoryException while the database does not respond: try again
     * @throws LostPlaceException if reading must begin again
     */
    public Map<Long, List<Trip>> record(
            String topic,
            String topicId,
            int partition,
            List<ConsumerRecord<byte[], byte[]>> records,
            long from,
            long next) {
        Map<Long, List<Trip>> trips = new TreeMap<>();
        long begin = from;
        int first = 0;
        do {
            int last = Math.min(first + MOST, records.size());
            long end = last == records.size() ? next : records.get(last).offset();
            record(
                    new FeedBatch(topic, topicId, partition, begin, end, List.of()),
                    records.subList(first, last),
                    trips);
            begin = end;
            first = last;
        } while (first < records.size());
        return trips;
    }

    private void record(FeedBatch place, List<ConsumerRecord<byte[], byte[]>> records, Map<Long, List<Trip>> trips) {
        Map<Long, ConsumerRecord<byte[], byte[]>> byOffset = new HashMap<>();
        List<RecordedMessage> messages = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            byOffset.put(record.offset(), record);
            if (interpreter.interpret(record) instanceof Accepted accepted) {
                messages.add(recorded(record, accepted));
            }
        }
        write(place.with(messages, place.from(), place.next()), byOffset, trips);
    }

    private void write(
            FeedBatch batch, Map<Long, ConsumerRecord<byte[], byte[]>> records, Map<Long, List<Trip>> trips) {
        try {
            store.write(batch)
                    .trips()
                    .forEach((unit, found) -> trips.computeIfAbsent(unit, first -> new ArrayList<>())
                            .addAll(found));
        } catch (HistoryException failure) {
            if (!failure.isRefusal()) {
                throw failure;
            }
            divide(batch, records, trips, failure);
        } catch (LostPlaceException lost) {
            throw lost;
        } catch (RuntimeException unforeseen) {
            divide(batch, records, trips, unforeseen);
        }
    }

    private void divide(
            FeedBatch batch,
            Map<Long, ConsumerRecord<byte[], byte[]>> records,
            Map<Long, List<Trip>> trips,
            RuntimeException failure) {
        List<RecordedMessage> messages = batch.messages();
        if (messages.isEmpty()) {
            throw failure;
        }
        if (messages.size() == 1) {
            // First, so that it is not lost if this process ends in between.
            refused.accept(records.get(messages.get(0).offset()), String.valueOf(failure.getMessage()));
            write(batch.with(List.of(), batch.from(), batch.next()), records, trips);
            return;
        }
        int half = messages.size() / 2;
        long middle = messages.get(half).offset();
        write(batch.with(messages.subList(0, half), batch.from(), middle), records, trips);
        write(batch.with(messages.subList(half, messages.size()), middle, batch.next()), records, trips);
    }

    private RecordedMessage recorded(ConsumerRecord<byte[], byte[]> record, Accepted accepted) {
        Instant kafkaTime = kafkaTime(record.timestamp());
        return RecordedMessage.of(
                record.offset(),
                kafkaTime,
                placement(accepted.unit()),
                Filing.of(accepted.message(), kafkaTime, kafkaTime.minus(retention)),
                accepted.message(),
                accepted.raw());
    }

    /** Producers set the time of a record, to anything. */
    private Instant kafkaTime(long timestamp) {
        Instant now = clock.instant();
        Instant told = Instant.ofEpochMilli(timestamp);
        boolean plausible = told.isAfter(now.minus(retention)) && told.isBefore(now.plus(Filing.AHEAD));
        return plausible ? told : now;
    }

    private Placement placement(FleetUnit unit) {
        Known known = placements.get(unit.id());
        if (known == null || !known.unit().equals(unit)) {
            known = new Known(unit, toPlacement(unit));
            placements.put(unit.id(), known);
        }
        return known.placement();
    }

    private static Placement toPlacement(FleetUnit unit) {
        ObjectNode picture = MessageExtension.extend(JsonNodeFactory.instance.objectNode(), unit);
        return new Placement(
                unit.id().value(),
                unit.clientId(),
                unit.vehicle() == null ? null : unit.vehicle().id(),
                unit.assignedAs() == null ? null : unit.assignedAs().word(),
                unit.driver() == null ? null : unit.driver().id(),
                picture.toString());
    }
}
