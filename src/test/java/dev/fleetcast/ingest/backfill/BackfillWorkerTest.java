package dev.fleetcast.ingest.backfill;

import static dev.fleetcast.ingest.ScannedFeed.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.ingest.ScannedFeed;
import dev.fleetcast.telemetry.FeedPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackfillWorkerTest {

    private static final String THREAD = "replay-lane-test";

    private final ScannedFeed feed = new ScannedFeed().with(0, 0, "1", 1);
    private final List<MockConsumer<byte[], byte[]>> consumers = new ArrayList<>();
    private BackfillWorker lane = lane(this::consumer);

    @AfterEach
    void close() {
        lane.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain(THREAD);
        assertThat(consumers).allMatch(MockConsumer::closed);
    }

    @Test
    void allThatWaitAreServedTogether() {
        List<PendingBackfill> tickets = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            tickets.add(feed.request(FeedPosition.START, 1));
            lane.add(tickets.get(i));
        }

        lane.start();
        awaitAnswers(tickets);

        assertThat(scans()).isEqualTo(1);
        assertThat(tickets)
                .allSatisfy(ticket -> assertThat(feed.numbers(ticket)).containsExactly(1));
    }

    @Test
    void requestDuringAScanIsServedByTheNext() throws Exception {
        CountDownLatch scanning = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        lane = new BackfillWorker(THREAD, this::consumer, () -> {
            scanning.countDown();
            Awaitility.await().until(() -> mayGoOn.getCount() == 0);
            return feed.newScan();
        });
        lane.add(feed.request(FeedPosition.START, 1));
        lane.start();
        assertThat(scanning.await(30, TimeUnit.SECONDS)).isTrue();

        lane.add(feed.request(FeedPosition.START, 1));
        lane.add(feed.request(FeedPosition.START, 1));
        mayGoOn.countDown();
        awaitAnswers(feed.tickets);

        assertThat(scans()).isEqualTo(2);
        assertThat(consumers).hasSize(1);
    }

    @Test
    void cancelledRequestCausesNoScan() {
        PendingBackfill ticket = feed.request(FeedPosition.START, 1);
        lane.add(ticket);
        ticket.cancel();
        lane.remove(ticket);
        PendingBackfill other = feed.request(at(1, 0), 1);
        lane.add(other);

        lane.start();
        awaitAnswers(List.of(other));

        assertThat(feed.scanned()).isZero();
    }

    @Test
    void unreachableBrokerIsWaitedFor() {
        AtomicInteger tries = new AtomicInteger();
        lane = lane(() -> {
            if (tries.incrementAndGet() == 1) {
                throw new KafkaException("on purpose");
            }
            return consumer();
        });
        PendingBackfill ticket = feed.request(FeedPosition.START, 1);
        lane.add(ticket);

        lane.start();
        awaitAnswers(List.of(ticket));

        assertThat(tries).hasValue(2);
        assertThat(feed.numbers(ticket)).containsExactly(1);
    }

    @Test
    void failedScanIsRepeatedWithAnotherConsumer() {
        lane = lane(() -> {
            Consumer<byte[], byte[]> opened = consumer();
            if (consumers.size() == 1) {
                consumers.get(0).setPollException(new KafkaException("on purpose"));
            }
            return opened;
        });
        PendingBackfill ticket = feed.request(FeedPosition.START, 1);
        lane.add(ticket);

        lane.start();
        awaitAnswers(List.of(ticket));

        assertThat(consumers).hasSize(2);
        assertThat(consumers.get(0).closed()).isTrue();
        assertThat(feed.numbers(ticket)).containsExactly(1);
    }

    @Test
    void closesWhileItWaits() {
        lane.start();
        Awaitility.await()
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .anyMatch(thread ->
                                thread.getName().equals(THREAD) && thread.getState() == Thread.State.WAITING));

        lane.close();

        assertThat(consumers).isEmpty();
    }

    private BackfillWorker lane(Supplier<Consumer<byte[], byte[]>> supplier) {
        return new BackfillWorker(THREAD, supplier, feed::newScan);
    }

    private Consumer<byte[], byte[]> consumer() {
        MockConsumer<byte[], byte[]> consumer = feed.consumer();
        consumers.add(consumer);
        return consumer;
    }

    private double scans() {
        return feed.meters.get("fleetcast.resume.scans").counter().count();
    }

    private void awaitAnswers(List<PendingBackfill> tickets) {
        Awaitility.await().until(() -> tickets.stream().noneMatch(PendingBackfill::isOpen));
    }
}
