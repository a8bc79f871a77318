package dev.fleetcast.device.store;

import dev.fleetcast.device.key.KeyedEvent;
import dev.fleetcast.kafka.BatchWork;
import dev.fleetcast.kafka.record.DeadLetters;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Stores the events of one consumer group in one store: a batch is stored, then its dead letters and confirmations are
 * written, then its offsets are committed. Whatever ends it in between, the next owner of the partitions does all of it
 * again, and the store keeps each event once. Waits for as long as the store is away.
 */
public final class StoringGroup {

    private final EventStore store;
    private final EventReading reading;
    private final TopicGeneration generation;
    private final StoreOutput output;
    private final boolean isFirst;
    private final boolean confirms;
    private final StoreMetrics metrics;

    /**
     * @param generation of the topic that is read; for this group only
     * @param isFirst whether it reports the records that are no events, which every group sees
     * @param confirms whether an event that is in this store is confirmed
     */
    StoringGroup(
            EventStore store,
            EventReading reading,
            TopicGeneration generation,
            StoreOutput output,
            boolean isFirst,
            boolean confirms,
            StoreMetrics metrics) {
        this.store = store;
        this.reading = reading;
        this.generation = generation;
        this.output = output;
        this.isFirst = isFirst;
        this.confirms = confirms;
        this.metrics = metrics;
    }

    /** Starts reading; cancel the result to stop. */
    Cancellable start(Multi<Message<ConsumerRecords<byte[], byte[]>>> batches) {
        return new BatchWork("Storing events in " + store.name(), this::store).start(batches);
    }

    private Uni<Void> store(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<KeyedEvent, ConsumerRecord<byte[], byte[]>> events = new LinkedHashMap<>();
        Map<ConsumerRecord<byte[], byte[]>, String> faults = new LinkedHashMap<>();
        read(records, events, faults);
        CarefulStoring storing = new CarefulStoring(store);
        storing.store(List.copyOf(events.keySet()));
        if (storing.stored().stream().anyMatch(StoredEvent::isRepeatedPlace) && generation.isReplaced()) {
            // A recreated topic has the same offsets again.
            return store(records);
        }
        storing.refused().forEach((event, reason) -> faults.put(events.get(event), reason));
        return report(storing.stored(), letters(faults));
    }

    private void read(
            List<ConsumerRecord<byte[], byte[]>> records,
            Map<KeyedEvent, ConsumerRecord<byte[], byte[]>> events,
            Map<ConsumerRecord<byte[], byte[]>, String> faults) {
        reading.read(records, generation.id()).forEach((record, read) -> {
            if (read.event() != null) {
                events.put(read.event(), record);
            } else if (isFirst) {
                faults.put(record, read.fault());
            }
        });
    }

    private List<ProducerRecord<byte[], byte[]>> letters(Map<ConsumerRecord<byte[], byte[]>, String> faults) {
        List<ProducerRecord<byte[], byte[]>> letters = new ArrayList<>();
        faults.forEach((record, reason) -> letters.add(DeadLetters.of(output.deadLetterTopic(), record, reason)));
        return letters;
    }

    private Uni<Void> report(List<StoredEvent> stored, List<ProducerRecord<byte[], byte[]>> letters) {
        metrics.stored(store.name(), stored);
        metrics.deadLetters(letters.size());
        Uni<Void> written = output.write(letters);
        return confirms ? written.chain(() -> output.confirm(stored, List.of(store.name()))) : written;
    }
}
