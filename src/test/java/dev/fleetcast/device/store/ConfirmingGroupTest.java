package dev.fleetcast.device.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.device.key.EventKey;
import dev.fleetcast.device.key.KeyedEvent;
import dev.fleetcast.testing.RecordingEmitter;
import dev.fleetcast.testing.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.subscription.Cancellable;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConfirmingGroupTest {

    private final RecordingEmitter<ProducerRecord<byte[], byte[]>> kafka = new RecordingEmitter<>();
    private final TestEvents events = new TestEvents();
    private final Shelf first = new Shelf("postgresql");
    private final Shelf second = new Shelf("mysql");
    private final Map<TopicPartition, Long> progress = new ConcurrentHashMap<>();
    private final Cancellable group = new ConfirmingGroup(
                    List.of(first, second),
                    TestEvents.reading(),
                    events.generation(),
                    store -> Map.copyOf(progress),
                    new StoreOutput(
                            kafka,
                            List.of(),
                            Settings.of(StoreConfig.class, Map.of()),
                            new StoreMetrics(new SimpleMeterRegistry())))
            .start(events.batches);

    @AfterEach
    void stop() {
        group.cancel();
    }

    @Test
    void eventIsConfirmedOnceAllStoresHaveIt() {
        var record = events.event("d", "door", "{\"ts\":1}");
        KeyedEvent event = TestEvents.reading().read(record, "generation-1").event();
        first.store(List.of(event));
        events.feed(List.of(record));
        Awaitility.await().until(() -> second.asked.get() > 2);
        assertThat(kafka.sent()).isEmpty();

        second.store(List.of(event));

        events.awaitAcknowledged(1);
        assertThat(kafka.sent()).hasSize(1);
        assertThat(new String(kafka.sent().get(0).value(), StandardCharsets.UTF_8))
                .contains("\"duplicate\":false,\"stores\":[\"postgresql\",\"mysql\"]");
    }

    @Test
    void eventThatAStoreHasRefusedIsNotConfirmed() {
        var refused = events.event("d", "door", "{\"ts\":1}");
        var good = events.event("d", "door", "{\"ts\":2}");
        first.store(List.of(read(refused), read(good)));
        second.store(List.of(read(good)));
        progress.put(new TopicPartition(TestEvents.TOPIC, 0), 2L);

        events.feed(List.of(refused, good));

        events.awaitAcknowledged(1);
        assertThat(kafka.sent()).hasSize(1);
        assertThat(new String(kafka.sent().get(0).value(), StandardCharsets.UTF_8))
                .contains("\"ts\":2");
    }

    @Test
    void repeatedEventIsConfirmedAsADuplicate() {
        var once = events.event("d", "door", "{\"ts\":1}");
        var again = events.event("d", "door", "{\"ts\":1}");
        first.store(List.of(read(once)));
        second.store(List.of(read(once)));

        events.feed(List.of(once, again));

        events.awaitAcknowledged(1);
        assertThat(kafka.sent())
                .extracting(ack -> new String(ack.value(), StandardCharsets.UTF_8).contains("\"duplicate\":true"))
                .containsExactly(false, true);
    }

    private static KeyedEvent read(org.apache.kafka.clients.consumer.ConsumerRecord<byte[], byte[]> record) {
        return TestEvents.reading().read(record, "generation-1").event();
    }

    /** A store in memory. */
    private static final class Shelf implements EventStore {

        private final String name;
        private final Map<EventKey, Found> has = new ConcurrentHashMap<>();
        private final AtomicInteger asked = new AtomicInteger();

        Shelf(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public List<StoredEvent> store(List<KeyedEvent> events) {
            events.forEach(event -> has.put(
                    event.key(), new Found(TestEvents.PUBLISHED, event.place().toString())));
            return List.of();
        }

        @Override
        public Map<EventKey, Found> find(Collection<KeyedEvent> events) {
            asked.incrementAndGet();
            Map<EventKey, Found> found = new ConcurrentHashMap<>(has);
            found.keySet().retainAll(events.stream().map(KeyedEvent::key).collect(java.util.stream.Collectors.toSet()));
            return found;
        }
    }
}
