package dev.fleetcast.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicWatchTest {

    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final TopicWatch watch = new TopicWatch(this::existing);
    private final TestTopics topics = new TestTopics();

    @AfterEach
    void close() {
        watch.close();
        topics.close();
    }

    @Test
    void readersOfARecreatedTopicAreNotifiedOnce() {
        List<Optional<String>> seen = new CopyOnWriteArrayList<>();
        AtomicInteger others = new AtomicInteger();
        AtomicInteger former = new AtomicInteger();
        ids.putAll(Map.of("a", "1", "b", "2"));
        await().until(() -> watch.idOf("a").isPresent() && watch.idOf("b").isPresent());
        watch.whenRecreated(Set.of("a", "c"), () -> seen.add(watch.idOf("a")));
        watch.whenRecreated(Set.of("b"), others::incrementAndGet);
        watch.whenRecreated(Set.of("a"), former::incrementAndGet).run();

        ids.remove("a");
        await().until(() -> watch.idOf("a").isEmpty());
        ids.put("a", "3");
        await().until(() -> !seen.isEmpty());
        ids.put("b", "4");
        await().until(() -> others.get() > 0);

        assertThat(seen).containsExactly(Optional.of("3"));
        assertThat(others).hasValue(1);
        assertThat(former).hasValue(0);
    }

    @Test
    void recreatedTopicEndsAPollAndAnotherConsumerContinues() throws Exception {
        String topic = topics.created(1);
        ids.put(topic, "1");
        List<Waking> opened = new CopyOnWriteArrayList<>();
        TopicSource source = new TopicSource(() -> open(opened), watch);
        List<LogBreak> breaks = new CopyOnWriteArrayList<>();
        BatchHandler handler = new BatchHandler() {

            @Override
            public void handle(ConsumerRecords<byte[], byte[]> batch) {
                // There are no records.
            }

            @Override
            public void broken(LogBreak at) {
                breaks.add(at);
            }
        };
        try (TopicReader reader =
                new TopicReader("test-watched", source, Set.of(topic), StartOffsets.BEGINNING, handler)) {
            reader.start();
            await().until(() -> reader.caughtUp().toCompletableFuture().isDone());

            ids.put(topic, "2");
            await().until(() -> !breaks.isEmpty());

            assertThat(opened.get(0).wakeUps).hasValue(1);
            assertThat(opened).hasSize(2);
            assertThat(breaks).extracting(LogBreak::cause).containsExactly(LogBreak.Cause.RECREATED);
        }
    }

    private Map<String, KafkaTopic> existing(Set<String> names) {
        Map<String, String> found = new ConcurrentHashMap<>(ids);
        found.keySet().retainAll(names);
        Map<String, KafkaTopic> existing = new ConcurrentHashMap<>();
        found.forEach((name, id) -> existing.put(name, new KafkaTopic(id, 1, Set.of())));
        return existing;
    }

    private Consumer<byte[], byte[]> open(List<Waking> opened) {
        Waking consumer = new Waking(topics.consumerSettings());
        opened.add(consumer);
        return consumer;
    }

    private static final class Waking extends KafkaConsumer<byte[], byte[]> {

        private final AtomicInteger wakeUps = new AtomicInteger();

        Waking(Map<String, Object> settings) {
            super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }

        @Override
        public void wakeup() {
            wakeUps.incrementAndGet();
            super.wakeup();
        }
    }
}
