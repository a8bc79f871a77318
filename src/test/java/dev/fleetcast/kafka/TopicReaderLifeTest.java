package dev.fleetcast.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A reader from its start to its end: what it waits for, and what does not stop it. */
class TopicReaderLifeTest {

    private final TestReaders test = new TestReaders();
    private final TestTopics topics = test.topics;
    private final List<String> read = test.read;

    @AfterEach
    void close() {
        test.close();
        assertThat(test.threads()).isEmpty();
    }

    @Test
    void topicsAreWaitedForAndNewPartitionsAreFound() throws Exception {
        String present = topics.created(1);
        String later = TestTopics.name();
        topics.send(present, 0, "a");
        TopicReader reader = test.reader(test::note, present, later);

        reader.start();
        test.awaitThread(Thread.State.TIMED_WAITING);
        assertThat(reader.caughtUp().toCompletableFuture()).isNotDone();
        topics.created(later, 1);
        test.awaitCaughtUp(reader);
        topics.addPartitions(later, 2);
        topics.send(later, 1, "b");
        test.awaitRead(2);

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
            test.note(batch);
        };

        test.reader(handler, topic).start();
        topics.send(topic, 0, "a");
        Awaitility.await().untilTrue(failed);
        topics.send(topic, 0, "b");
        test.awaitRead(1);

        assertThat(read).containsExactly("b");
    }

    @Test
    void batchesKeepTheirIntervalAndNothingIsMissed() throws Exception {
        String topic = topics.created(1);
        Duration interval = Duration.ofMillis(200);
        AtomicInteger batches = new AtomicInteger();
        BatchHandler handler = batch -> {
            batches.incrementAndGet();
            test.note(batch);
        };
        TopicReader reader = test.keep(new TopicReader(
                test.thread, topics.source(), Set.of(topic), StartOffsets.BEGINNING, interval, handler));
        reader.start();
        test.awaitCaughtUp(reader);

        List<String> sent = new ArrayList<>(List.of("first"));
        long begin = System.nanoTime();
        topics.send(topic, 0, "first");
        // A separate batch, so that the following records form at least one more.
        test.awaitRead(1);
        do {
            String value = Integer.toString(sent.size());
            topics.send(topic, 0, value);
            sent.add(value);
        } while (System.nanoTime() - begin < 3 * interval.toNanos());
        test.awaitRead(sent.size());
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

        test.keep(new TopicReader(
                        test.thread, topics.source(consumers), Set.of(topic), StartOffsets.BEGINNING, test::note))
                .start();
        test.awaitRead(1);

        assertThat(tries).hasValue(2);
    }

    @Test
    void closesAtOnceWhileItWaitsForRecordsOrForATopic() throws Exception {
        TopicReader polling = test.reader(test::note, topics.created(1));
        TopicReader waiting = test.reader(test::note, TestTopics.name());
        polling.start();
        waiting.start();
        test.awaitCaughtUp(polling);
        long begin = System.nanoTime();

        polling.close();
        waiting.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
        assertThat(test.threads()).isEmpty();
    }

    @Test
    void closingWaitsForTheBatchInHand() throws Exception {
        String topic = topics.created(1);
        CountDownLatch handling = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        BatchHandler handler = batch -> {
            handling.countDown();
            Awaitility.await().until(() -> mayEnd.getCount() == 0);
            test.note(batch);
        };
        TopicReader reader = test.reader(handler, topic);
        reader.start();
        topics.send(topic, 0, "a");
        assertThat(handling.await(30, TimeUnit.SECONDS)).isTrue();

        Thread closer = new Thread(reader::close);
        closer.start();
        Awaitility.await().until(() -> closer.getState() == Thread.State.TIMED_WAITING);
        mayEnd.countDown();
        closer.join(30_000);

        assertThat(read).containsExactly("a");
        assertThat(test.threads()).isEmpty();
    }

    @Test
    void readerThatWasNeverStartedClosesToo() {
        test.reader(test::note, TestTopics.name()).close();

        assertThat(read).isEmpty();
    }
}
