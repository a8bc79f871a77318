package dev.fleetcast.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupReaderTest {

    private static final int PARTITIONS = 6;

    private final TestTopics topics = new TestTopics();
    private final String group = "test-" + UUID.randomUUID();
    private final List<LogBreak> breaks = new CopyOnWriteArrayList<>();
    private final List<Reading> readings = new ArrayList<>();
    private String topic;

    @BeforeEach
    void create() throws Exception {
        topic = topics.created(1);
    }

    @AfterEach
    void close() {
        readings.forEach(each -> each.subscription.cancel());
        topics.close();
    }

    @Test
    void unacknowledgedRecordsAreReadAgain() throws Exception {
        topics.send(topic, 0, "a");
        Reading first = read(10);
        acknowledge(await(first, 1).get(0));
        topics.send(topic, 0, "b");
        assertThat(values(await(first, 2))).containsExactly("a", "b");
        awaitCommitted(1);
        first.subscription.cancel();

        assertThat(values(await(read(10), 1))).containsExactly("b");
    }

    @Test
    void storedOffsetTakesPrecedenceOverTheCommittedOne() throws Exception {
        topics.send(topic, 0, "a", "b", "c");
        commit(new OffsetAndMetadata(3));
        Awaitility.await().until(() -> topics.source().idOf(topic).isPresent());
        String id = topics.source().idOf(topic).orElseThrow();

        Reading reader = read(10, (ids, assigned) -> {
            assertThat(ids).containsEntry(topic, id);
            return Map.of(new TopicPartition(topic, 0), 1L);
        });

        awaitValues(reader, "b", "c");
        ReadRange range = reader.batches.get(0).getMetadata(ReadRange.class).orElseThrow();
        assertThat(range.topicIds()).containsEntry(topic, id);
        assertThat(range.from()).containsEntry(new TopicPartition(topic, 0), 1L);
    }

    @Test
    void recordsAreHandedOutOnDemandOnly() throws Exception {
        topics.send(topic, 0, "a");
        Reading reader = read(1);
        await(reader, 1);
        topics.send(topic, 0, "b");
        topics.send(topic, 0, "c");
        reader.subscription.request(1);

        assertThat(values(await(reader, 2)).subList(0, 2)).containsExactly("a", "b");
    }

    @Test
    void recreatedTopicIsReadFromItsBeginningEvenIfItHasGrownBeyondTheOldOne() throws Exception {
        topics.send(topic, 0, "a", "b");
        Reading reader = read(100);
        awaitValues(reader, "a", "b");
        acknowledge(reader.batches.get(reader.batches.size() - 1));
        awaitCommitted(2);

        topics.createAgain(topic, 1);
        topics.send(topic, 0, "c", "d", "e", "f");

        // The members of a group may assign a topic that comes back more than once; unacknowledged records are read
        // again.
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(values(reader.batches).stream().distinct())
                        .containsExactly("a", "b", "c", "d", "e", "f"));
    }

    @Test
    void topicRecreatedWhileNotReadIsReadFromItsBeginning() throws Exception {
        topics.send(topic, 0, "a", "b");
        Reading first = read(100);
        awaitValues(first, "a", "b");
        acknowledge(first.batches.get(first.batches.size() - 1));
        awaitCommitted(2);
        String oldId = topics.source().idOf(topic).orElseThrow();
        first.subscription.cancel();

        topics.createAgain(topic, 1);
        topics.send(topic, 0, "c", "d", "e", "f");
        Awaitility.await()
                .until(() -> !topics.source().idOf(topic).orElse(oldId).equals(oldId));
        commit(new OffsetAndMetadata(2, Optional.empty(), oldId));

        awaitValues(read(100), "c", "d", "e", "f");
    }

    @Test
    void truncatedLogContinuesAtItsEnd() throws Exception {
        topics.send(topic, 0, "a", "b");
        commit(new OffsetAndMetadata(5));
        Reading reader = read(100);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> breaks.size() == 2);
        Awaitility.await().until(() -> {
            topics.send(topic, 0, "c");
            return !reader.batches.isEmpty();
        });

        assertThat(values(reader.batches)).containsOnly("c");
        assertThat(breaks).extracting(LogBreak::cause).containsExactly(LogBreak.Cause.CUT, LogBreak.Cause.CUT);
    }

    @Test
    void recordsDeletedBeforeTheyWereReadAreSkipped() throws Exception {
        topics.send(topic, 0, "a", "b", "c");
        commit(new OffsetAndMetadata(1));
        topics.deleteBefore(topic, 2);

        awaitValues(read(100), "c");
    }

    @Test
    void partitionsWhoseRecordsWereDeletedAreOneBreak() throws Exception {
        topic = topics.created(PARTITIONS);
        Map<TopicPartition, Long> firsts = new HashMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            TopicPartition each = new TopicPartition(topic, partition);
            topics.send(topic, partition, "a", "b", "c");
            topics.deleteBefore(each, 2);
            commit(each, new OffsetAndMetadata(1));
            firsts.put(each, 2L);
        }
        LogBreak all = new LogBreak(LogBreak.Cause.EXPIRED, firsts);

        Reading reader = read(100);

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(values(reader.batches)).hasSize(PARTITIONS));
        assertThat(values(reader.batches)).containsOnly("c");
        assertThat(breaks).containsExactly(all, all);
    }

    private void commit(OffsetAndMetadata offset) {
        commit(new TopicPartition(topic, 0), offset);
    }

    private void commit(TopicPartition partition, OffsetAndMetadata offset) {
        Awaitility.await().ignoreExceptions().until(() -> {
            try (var admin = topics.clients().admin()) {
                admin.alterConsumerGroupOffsets(group, Map.of(partition, offset))
                        .all()
                        .get();
            }
            return true;
        });
    }

    private static void awaitValues(Reading reading, String... expected) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(values(reading.batches)).containsExactly(expected));
    }

    private Reading read(long requested) {
        return read(requested, StoredOffsets.NONE);
    }

    private Reading read(long requested, StoredOffsets stored) {
        GroupReader reader = new GroupReader(
                "test",
                () -> topics.clients().groupConsumer(group, Map.of("metadata.max.age.ms", 200)),
                Set.of(topic),
                topics.source(),
                this::noteAtTheSecondAttempt,
                stored);
        Reading reading = new Reading();
        readings.add(reading);
        reader.batches().subscribe(reading);
        reading.subscription.request(requested);
        return reading;
    }

    private void noteAtTheSecondAttempt(LogBreak at) {
        breaks.add(at);
        if (breaks.size() == 1) {
            throw new IllegalStateException("database away");
        }
    }

    private static List<Message<ConsumerRecords<byte[], byte[]>>> await(Reading reading, int batches) {
        Awaitility.await().until(() -> reading.batches.size() >= batches);
        return reading.batches;
    }

    private static void acknowledge(Message<?> batch) {
        batch.ack().toCompletableFuture().join();
    }

    private void awaitCommitted(long offset) {
        Awaitility.await().ignoreExceptions().until(() -> {
            try (var admin = topics.clients().admin()) {
                return admin.listConsumerGroupOffsets(group)
                                .partitionsToOffsetAndMetadata()
                                .get()
                                .get(new TopicPartition(topic, 0))
                                .offset()
                        == offset;
            }
        });
    }

    private static List<String> values(List<Message<ConsumerRecords<byte[], byte[]>>> batches) {
        List<String> values = new ArrayList<>();
        batches.forEach(batch ->
                batch.getPayload().forEach(record -> values.add(new String(record.value(), StandardCharsets.UTF_8))));
        return values;
    }

    private static final class Reading implements Flow.Subscriber<Message<ConsumerRecords<byte[], byte[]>>> {

        private final List<Message<ConsumerRecords<byte[], byte[]>>> batches = new CopyOnWriteArrayList<>();
        private Flow.Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            this.subscription = subscription;
        }

        @Override
        public void onNext(Message<ConsumerRecords<byte[], byte[]>> batch) {
            batches.add(batch);
        }

        @Override
        public void onError(Throwable failure) {
            throw new AssertionError(failure);
        }

        @Override
        public void onComplete() {
            // Never called.
        }
    }
}
