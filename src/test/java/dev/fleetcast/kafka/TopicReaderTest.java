package dev.fleetcast.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicReaderTest {

    private static final String THREAD = "topic-reader-test";

    private final TestTopics topics = new TestTopics();
    private final List<String> read = new CopyOnWriteArrayList<>();
    private final List<TopicReader> readers = new ArrayList<>();

    @AfterEach
    void close() {
        readers.forEach(TopicReader::close);
        topics.close();
        assertThat(threads()).isEmpty();
    }

    @Test
    void everyPartitionIsReadFromItsBeginningInItsOrder() throws Exception {
        String topic = topics.created(3);
        topics.send(topic, 0, "0a", "0b");
        topics.send(topic, 2, "2a", "2b");

        reader(this::note, topic).start();
        awaitRead(4);
        topics.send(topic, 1, "1a");
        topics.send(topic, 0, "0c");
        awaitRead(6);

        assertThat(read)
                .containsSubsequence("0a", "0b", "0c")
                .containsSubsequence("2a", "2b")
                .contains("1a");
    }

    @Test
    void recreatedTopicIsReadFromItsBeginningAfterTheHandlerIsNotified() throws Exception {
        String topic = topics.created(2);
        topics.send(topic, 0, "a", "b", "c");
        reader(new Noting(), topic).start();
        awaitRead(3);

        topics.createAgain(topic, 1);
        topics.send(topic, 0, "d");
        awaitRead(5);

        assertThat(read).containsExactly("a", "b", "c", "RECREATED {" + topic + "-0=0}", "d");
    }

    @Test
    void handlerIsNotifiedOfRecordsThatExpireUnread() throws Exception {
        String topic = topics.created(1);
        topics.send(topic, 0, "a", "b", "c");
        topics.deleteBefore(topic, 2);

        keep(new TopicReader(
                        THREAD,
                        topics.source(),
                        Set.of(topic),
                        (consumer, partitions) -> Map.of(new TopicPartition(topic, 0), 1L),
                        new Noting()))
                .start();
        awaitRead(2);

        assertThat(read).containsExactly("EXPIRED {" + topic + "-0=2}", "c");
    }

    private final class Noting implements BatchHandler {

        @Override
        public void handle(ConsumerRecords<byte[], byte[]> batch) {
            note(batch);
        }

        @Override
        public void broken(LogBreak at) {
            read.add(at.cause() + " " + at.next());
        }
    }

    @Test
    void readersShareNothing() throws Exception {
        String topic = topics.created(1);
        topics.send(topic, 0, "a");

        reader(this::note, topic).start();
        reader(this::note, topic).start();
        awaitRead(2);

        assertThat(read).containsExactly("a", "a");
    }

    @Test
    void hasCaughtUpWhenAllInitialRecordsAreHandled() throws Exception {
        String topic = topics.created(2);
        topics.send(topic, 0, "a", "b", "c");
        topics.send(topic, 1, "d");
        List<String> atCatchUp = new CopyOnWriteArrayList<>();
        CountDownLatch done = new CountDownLatch(1);

        TopicReader reader = reader(this::note, topic);
        reader.caughtUp().thenRun(() -> {
            atCatchUp.addAll(read);
            done.countDown();
        });
        reader.start();

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(atCatchUp).containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    @Test
    void hasCaughtUpWithTopicsThatAreEmpty() throws Exception {
        TopicReader reader = reader(this::note, topics.created(2), topics.created(1));

        reader.start();
        awaitCaughtUp(reader);

        assertThat(read).isEmpty();
    }

    @Test
    void beginsAtTheGivenPosition() throws Exception {
        String topic = topics.created(1);
        topics.send(topic, 0, "before");
        TopicReader reader =
                keep(new TopicReader(THREAD, topics.source(), Set.of(topic), Consumer::endOffsets, this::note));

        reader.start();
        awaitCaughtUp(reader);
        topics.send(topic, 0, "after");
        awaitRead(1);

        assertThat(read).containsExactly("after");
    }

    @Test
    void topicsAreWaitedForAndNewPartitionsAreFound() throws Exception {
        String present = topics.created(1);
        String later = TestTopics.name();
        topics.send(present, 0, "a");
        TopicReader reader = reader(this::note, present, later);

        reader.start();
        awaitThread(Thread.State.TIMED_WAITING);
        assertThat(reader.caughtUp().toCompletableFuture()).isNotDone();
        topics.created(later, 1);
        awaitCaughtUp(reader);
        topics.addPartitions(later, 2);
        topics.send(later, 1, "b");
        awaitRead(2);

        assertThat(read).containsExactly("a", "b");
    }

    @Test
    void goesOnAfterABatchThatCannotBeHandled() throws Exception {
        String topic = topics.created(1);
        AtomicBoolean failed = new AtomicBoolean();
        BatchHandler handler = batch -> {
            if (failed.compareAndSet(false, true)) {
                throw new IllegalStateException("on purpose");
            }
            note(batch);
        };

        reader(handler, topic).start();
        topics.send(topic, 0, "a");
        Awaitility.await().untilTrue(failed);
        topics.send(topic, 0, "b");
        awaitRead(1);

        assertThat(read).containsExactly("b");
    }

    @Test
    void batchesKeepTheirIntervalAndNothingIsMissed() throws Exception {
        String topic = topics.created(1);
        Duration interval = Duration.ofMillis(200);
        AtomicInteger batches = new AtomicInteger();
        BatchHandler handler = batch -> {
            batches.incrementAndGet();
            note(batch);
        };
        TopicReader reader = keep(
                new TopicReader(THREAD, topics.source(), Set.of(topic), StartOffsets.BEGINNING, interval, handler));
        reader.start();
        awaitCaughtUp(reader);

        List<String> sent = new ArrayList<>(List.of("first"));
        long begin = System.nanoTime();
        topics.send(topic, 0, "first");
        // A separate batch, so that the following records form at least one more.
        awaitRead(1);
        do {
            String value = Integer.toString(sent.size());
            topics.send(topic, 0, value);
            sent.add(value);
        } while (System.nanoTime() - begin < 3 * interval.toNanos());
        awaitRead(sent.size());
        long elapsed = System.nanoTime() - begin;

        assertThat(read).isEqualTo(sent);
        // One at the beginning, one per interval, and one in progress.
        assertThat(batches.longValue()).isGreaterThan(1).isLessThanOrEqualTo(elapsed / interval.toNanos() + 2);
    }

    @Test
    void goesOnTryingWhenAConsumerCannotBeMadeYet() throws Exception {
        String topic = topics.created(1);
        topics.send(topic, 0, "a");
        AtomicInteger tries = new AtomicInteger();
        Supplier<Consumer<byte[], byte[]>> consumers = () -> {
            if (tries.incrementAndGet() == 1) {
                throw new KafkaException("on purpose");
            }
            return topics.consumer();
        };

        keep(new TopicReader(THREAD, topics.source(consumers), Set.of(topic), StartOffsets.BEGINNING, this::note))
                .start();
        awaitRead(1);

        assertThat(tries).hasValue(2);
    }

    @Test
    void closesAtOnceWhileItWaitsForRecordsOrForATopic() throws Exception {
        TopicReader polling = reader(this::note, topics.created(1));
        TopicReader waiting = reader(this::note, TestTopics.name());
        polling.start();
        waiting.start();
        awaitCaughtUp(polling);
        long begin = System.nanoTime();

        polling.close();
        waiting.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
        assertThat(threads()).isEmpty();
    }

    @Test
    void closingWaitsForTheBatchInHand() throws Exception {
        String topic = topics.created(1);
        CountDownLatch handling = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        BatchHandler handler = batch -> {
            handling.countDown();
            Awaitility.await().until(() -> mayEnd.getCount() == 0);
            note(batch);
        };
        TopicReader reader = reader(handler, topic);
        reader.start();
        topics.send(topic, 0, "a");
        assertThat(handling.await(20, TimeUnit.SECONDS)).isTrue();

        Thread closer = new Thread(reader::close);
        closer.start();
        Awaitility.await().until(() -> closer.getState() == Thread.State.TIMED_WAITING);
        mayEnd.countDown();
        closer.join(5_000);

        assertThat(read).containsExactly("a");
        assertThat(threads()).isEmpty();
    }

    @Test
    void readerThatWasNeverStartedClosesToo() {
        reader(this::note, TestTopics.name()).close();

        assertThat(read).isEmpty();
    }

    private TopicReader reader(BatchHandler handler, String... names) {
        return keep(new TopicReader(THREAD, topics.source(), Set.of(names), StartOffsets.BEGINNING, handler));
    }

    private TopicReader keep(TopicReader reader) {
        readers.add(reader);
        return reader;
    }

    private void note(ConsumerRecords<byte[], byte[]> batch) {
        batch.forEach(record -> read.add(new String(record.value(), StandardCharsets.UTF_8)));
    }

    private void awaitRead(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> read.size() >= count);
    }

    private static void awaitCaughtUp(TopicReader reader) throws Exception {
        reader.caughtUp().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static void awaitThread(Thread.State state) {
        Awaitility.await().until(() -> threads().stream().anyMatch(thread -> thread.getState() == state));
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(THREAD))
                .toList();
    }
}
