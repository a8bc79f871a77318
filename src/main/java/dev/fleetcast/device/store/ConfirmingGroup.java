package dev.fleetcast.device.store;

import dev.fleetcast.device.database.DatabaseException;
import dev.fleetcast.device.event.DeviceEvent.Origin;
import dev.fleetcast.device.key.EventKey;
import dev.fleetcast.device.key.KeyedEvent;
import dev.fleetcast.device.store.EventStore.Found;
import dev.fleetcast.kafka.BatchWork;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Confirms events once several stores have them. Each store has a group of its own, which an outage of another one does
 * not delay; this group waits for all of them. An event that a store has refused is never confirmed.
 */
final class ConfirmingGroup {

    static final String NAME = "confirmations";

    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long PATIENCE_MILLIS = 2_000;

    private final List<EventStore> stores;
    private final EventReading reading;
    private final TopicGeneration generation;
    private final Function<String, Map<TopicPartition, Long>> progress;
    private final StoreOutput output;

    ConfirmingGroup(
            List<EventStore> stores,
            EventReading reading,
            TopicGeneration generation,
            GroupProgress progress,
            StoreOutput output) {
        this(stores, reading, generation, progress::of, output);
    }

    /** @param progress returns the first offset that a store's group has not worked off, by partition */
    ConfirmingGroup(
            List<EventStore> stores,
            EventReading reading,
            TopicGeneration generation,
            Function<String, Map<TopicPartition, Long>> progress,
            StoreOutput output) {
        this.stores = stores;
        this.reading = reading;
        this.generation = generation;
        this.progress = progress;
        this.output = output;
    }

    /** Starts reading; cancel the result to stop. */
    Cancellable start(Multi<Message<ConsumerRecords<byte[], byte[]>>> batches) {
        return new BatchWork("Confirming events", this::confirm).start(batches);
    }

    private Uni<Void> confirm(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<KeyedEvent, TopicPartition> waiting = new LinkedHashMap<>();
        reading.read(records, generation.id()).forEach((record, read) -> {
            KeyedEvent event = read.event();
            if (event != null && event.event().origin() == Origin.DEVICE) {
                waiting.put(event, new TopicPartition(record.topic(), record.partition()));
            }
        });
        Map<EventKey, List<Found>> found = new HashMap<>();
        stores.forEach(store -> await(store, waiting, found));
        List<StoredEvent> stored = new ArrayList<>();
        for (KeyedEvent event : waiting.keySet()) {
            List<Found> places = found.getOrDefault(event.key(), List.of());
            if (places.size() == stores.size()) {
                stored.add(stored(event, places));
            }
        }
        if (stored.size() < waiting.size() && generation.isReplaced()) {
            // The stores know these events by their places in the recreated topic.
            return confirm(records);
        }
        return output.confirm(stored, stores.stream().map(EventStore::name).toList());
    }

    /** @throws DatabaseException when the store has not got all of them, nor refused them, for a while */
    private void await(EventStore store, Map<KeyedEvent, TopicPartition> waiting, Map<EventKey, List<Found>> found) {
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        long pause = FIRST_PAUSE_MILLIS;
        Map<EventKey, Found> has = store.find(waiting.keySet());
        while (!isDone(store, waiting, has)) {
            if (System.nanoTime() - deadline > 0) {
                throw new DatabaseException(new IllegalStateException(store.name() + " has not stored the events yet"));
            }
            pause(pause);
            pause = Math.min(2 * pause, 100);
            has = store.find(waiting.keySet());
        }
        has.forEach((key, place) ->
                found.computeIfAbsent(key, first -> new ArrayList<>()).add(place));
    }

    private boolean isDone(EventStore store, Map<KeyedEvent, TopicPartition> waiting, Map<EventKey, Found> has) {
        Map<KeyedEvent, TopicPartition> missing = new LinkedHashMap<>(waiting);
        missing.keySet().removeIf(event -> has.containsKey(event.key()));
        if (missing.isEmpty()) {
            return true;
        }
        Map<TopicPartition, Long> reached = progress.apply(store.name());
        return missing.entrySet().stream()
                        .allMatch(entry -> reached.getOrDefault(entry.getValue(), 0L)
                                > entry.getKey().place().offset())
                // What was stored between the two questions is found by asking again.
                && store.find(missing.keySet()).isEmpty();
    }

    private static StoredEvent stored(KeyedEvent event, List<Found> places) {
        Instant last =
                places.stream().map(Found::storedAt).max(Instant::compareTo).orElseThrow();
        boolean isDuplicate = places.stream()
                .anyMatch(found -> found.place() != null
                        && !found.place().equals(event.place().toString()));
        return new StoredEvent(event, last, isDuplicate);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new DatabaseException(stopping);
        }
    }
}
