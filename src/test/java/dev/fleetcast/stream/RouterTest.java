package dev.fleetcast.stream;

import static dev.fleetcast.stream.TestUpdates.position;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.event.Envelope;
import dev.fleetcast.stream.event.GapReason;
import dev.fleetcast.stream.event.StreamMetrics;
import dev.fleetcast.stream.event.UnsubscribeReason;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.stream.spi.FeedItem;
import dev.fleetcast.stream.spi.FeedItem.Batch;
import dev.fleetcast.stream.spi.FeedItem.Break;
import dev.fleetcast.stream.spi.StreamConfig;
import dev.fleetcast.telemetry.FeedLog;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.testing.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Multi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RouterTest {

    private final StreamConfig config = Settings.of(StreamConfig.class, Map.of());
    private final StreamMetrics metrics = new StreamMetrics(new SimpleMeterRegistry());
    private final Router router =
            new Router(metrics, new StreamRegistry(config, null, metrics), config, TestParts.memory());

    @Test
    void failureInOneItemDoesNotEndTheSubscription() {
        FeedItem failing = new Batch(TestUpdates.after(1), FeedLog.UNKNOWN, followed -> {
            throw new IllegalStateException("expected by the test");
        });

        router.subscribeTo(Multi.createFrom()
                .items(failing, new Batch(TestUpdates.after(2), FeedLog.UNKNOWN, followed -> List.of())));

        assertThat(router.position()).isEqualTo(TestUpdates.after(2));
    }

    @Test
    void itemsAreRequestedOneByOne() {
        List<Long> requests = new ArrayList<>();

        router.subscribeTo(Multi.createFrom()
                .<FeedItem>items(
                        new Batch(TestUpdates.after(1), FeedLog.UNKNOWN, followed -> List.of()),
                        new Break(TestUpdates.after(9), FeedLog.UNKNOWN, GapReason.RETENTION, unit -> Optional.empty()),
                        new Batch(TestUpdates.after(3), FeedLog.UNKNOWN, followed -> List.of()))
                .onRequest()
                .invoke(requests::add));

        assertThat(requests).containsOnly(1L).hasSizeBetween(3, 4);
        assertThat(router.readTo()).isEqualTo(TestUpdates.after(3));
    }

    @Test
    void updatesReachTheStreamsOfEveryLoop() {
        HandDrivenExecutor first = new HandDrivenExecutor();
        HandDrivenExecutor second = new HandDrivenExecutor();
        RecordingOutlet one = follower(first, 1);
        RecordingOutlet other = follower(second, 1);

        router.route(List.of(position(1, 1), position(2, 2), position(1, 3)), TestUpdates.after(3), FeedLog.UNKNOWN);
        first.turn();
        second.turn();

        assertThat(one.story()).containsExactly("ready 1", "gps 1 #1", "gps 1 #3");
        assertThat(other.story()).containsExactly("ready 1", "gps 1 #1", "gps 1 #3");
    }

    @Test
    void loopThatBeginsLaterKnowsHowFarTheFeedHasBeenRouted() {
        follower(new HandDrivenExecutor(), 1);
        router.route(List.of(position(1, 1)), TestUpdates.after(3), FeedLog.UNKNOWN);

        assertThat(router.loop(new HandDrivenExecutor()).position()).isEqualTo(TestUpdates.after(3));
    }

    @Test
    void longBatchIsDeliveredInPartsThatSayHowFarTheyLead() {
        HandDrivenExecutor executor = new HandDrivenExecutor();
        RecordingOutlet outlet = follower(executor, 1);
        List<Update> batch =
                IntStream.rangeClosed(1, 300).mapToObj(i -> position(1, i)).toList();

        router.route(batch, TestUpdates.after(310), FeedLog.UNKNOWN);

        executor.next();
        assertThat(router.loop(executor).position()).isEqualTo(TestUpdates.after(128));
        executor.turn();
        assertThat(router.loop(executor).position()).isEqualTo(TestUpdates.after(310));
        assertThat(outlet.story()).hasSize(301).endsWith("gps 1 #300");
    }

    @Test
    void unitIsFollowedForAsLongAsAnyStreamFollowsIt() {
        HandDrivenExecutor executor = new HandDrivenExecutor();
        assertThat(router.followed().contains(new UnitId(1))).isFalse();

        Stream one = stream(executor, new RecordingOutlet(), 1);
        Stream other = stream(new HandDrivenExecutor(), new RecordingOutlet(), 1);
        assertThat(router.followed().contains(new UnitId(1))).isTrue();
        assertThat(router.followed().contains(new UnitId(2))).isFalse();
        one.gone();
        assertThat(router.followed().contains(new UnitId(1))).isTrue();
        other.subscriptions().unfollow(new UnitId(1), UnsubscribeReason.REQUESTED);

        assertThat(router.followed().contains(new UnitId(1))).isFalse();
    }

    @Test
    void feedWaitsForALoopThatIsFarBehind() throws Exception {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        CountDownLatch stuck = new CountDownLatch(1);
        AtomicInteger routed = new AtomicInteger();
        try {
            router.loop(executor).eventLoop().execute(() -> Awaitility.await().until(() -> stuck.getCount() == 0));
            Thread feed = new Thread(() -> {
                for (int i = 1; i <= 600; i++) {
                    router.route(List.of(position(1, i)), TestUpdates.after(i), FeedLog.UNKNOWN);
                    routed.incrementAndGet();
                }
            });
            feed.start();
            Awaitility.await().until(() -> feed.getState() == Thread.State.WAITING);
            assertThat(routed).hasValue(512);

            stuck.countDown();
            feed.join(5_000);

            assertThat(routed).hasValue(600);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void loopThatHasStoppedHoldsUpNothing() throws Exception {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        router.loop(executor);
        executor.shutdownNow();

        Thread feed = new Thread(() -> {
            for (int i = 1; i <= 600; i++) {
                router.route(List.of(position(1, i)), TestUpdates.after(i), FeedLog.UNKNOWN);
            }
        });
        feed.setDaemon(true);
        feed.start();
        feed.join(5_000);

        assertThat(feed.isAlive()).isFalse();
    }

    private RecordingOutlet follower(HandDrivenExecutor executor, long unit) {
        RecordingOutlet outlet = new RecordingOutlet();
        stream(executor, outlet, unit);
        executor.turn();
        return outlet;
    }

    private Stream stream(HandDrivenExecutor executor, RecordingOutlet outlet, long unit) {
        StreamLoop loop = router.loop(executor);
        Stream stream =
                new Stream(TestParts.held(), Envelope.TELEMETRY, "127.0.0.1", outlet, loop, TestParts.of(config));
        loop.add(stream);
        stream.subscriptions().follow(new UnitId(unit), DeliveryMode.EVERY, none -> Optional.empty());
        return stream;
    }
}
