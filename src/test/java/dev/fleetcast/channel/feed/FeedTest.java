package dev.fleetcast.channel.feed;

import static dev.fleetcast.channel.Events.config;
import static dev.fleetcast.channel.Events.event;
import static dev.fleetcast.channel.Events.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.channel.feed.FeedPlaces.FeedPlace;
import dev.fleetcast.channel.log.ChannelEvent;
import dev.fleetcast.channel.log.ChannelLog;
import dev.fleetcast.channel.log.ChannelMetrics;
import dev.fleetcast.feed.FeedAccount;
import dev.fleetcast.feed.FeedRhythm;
import dev.fleetcast.kafka.KafkaConnectivity;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.stream.RecordingOutlet;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FeedTest {

    private final ChannelLog log = new ChannelLog(config());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    // Nothing in this test is older than memory.
    private final FeedSource source =
            new FeedSource(log, null, new KafkaConnectivity(), new Knowledge(), new ChannelMetrics(meters));
    private final RecordingOutlet outlet = new RecordingOutlet();
    private final MemoryBudget budget = new MemoryBudget(1_000_000, 300_000);
    private final FeedAccount account = new FeedAccount(budget, MemoryHolder.ofAddress("192.0.2.1"));
    private FeedText text = new FeedText(false);
    private long nanos;

    @Test
    void eventIsWrittenWithItsId() {
        Feed feed = begun("A");

        append(feed, event(0, "A", "one"), event(1, "B", "other"), named(2, "A", "mine"));

        assertThat(written()).isEqualTo("id: 1000~0\ndata: one\n\nid: mine\ndata: d2\n\n");
        assertThat(feed.lastEventId()).isEqualTo("mine");
        assertThat(feed.last()).isEqualTo(2);
    }

    @Test
    void eventsOfOneBatchAreWrittenTogether() {
        Feed feed = begun("A");
        for (int i = 0; i < 50; i++) {
            log.append(event(i, "A", "x"));
        }

        feed.wake();

        assertThat(outlet.writes()).isEqualTo(1);
    }

    @Test
    void aSlowClientIsGivenEverythingInTheEnd() {
        Feed feed = begun("A");
        outlet.block();
        for (int i = 0; i < 1_000; i++) {
            append(feed, event(i, "A", "x".repeat(500)));
        }
        assertThat(outlet.bytes()).isEmpty();

        for (int drained = 0; drained < 20; drained++) {
            outlet.drain(40_000);
        }

        assertThat(written().lines().filter(line -> line.startsWith("id: ")))
                .hasSize(1_000)
                .doesNotHaveDuplicates();
    }

    @Test
    void idUsedInTwoChannelsIsReplacedByThePosition() {
        Feed feed = begun("A", "B");

        append(feed, named(0, "A", "same"), named(1, "B", "same"), named(2, "B", "own"));

        assertThat(written().lines().filter(line -> line.startsWith("id: ")))
                .containsExactly("id: 1000~0", "id: 1001~1", "id: own");
    }

    @Test
    void theFirstOfTwoKeepsItsIdWhileItIsAlone() {
        Feed feed = begun("A", "B");

        append(feed, named(0, "A", "same"));
        append(feed, named(1, "B", "same"));

        assertThat(written().lines().filter(line -> line.startsWith("id: "))).containsExactly("id: same", "id: 1001~1");
    }

    @Test
    void anEventIsSentAgainOnlyAfterItWasSent() {
        Feed feed = begun("A");
        ChannelEvent event = named(0, "A", "one");

        feed.again(event);
        assertThat(written()).isEmpty();

        append(feed, event);
        feed.again(event);
        assertThat(written()).isEqualTo("id: one\ndata: d0\n\n".repeat(2));
    }

    @Test
    void afterAnEventSentAgainTheClientIsWhereItWas() {
        Feed feed = begun("A");
        ChannelEvent event = named(0, "A", "one");
        append(feed, event, named(1, "A", "two"));

        feed.again(event);

        assertThat(written()).isEqualTo("id: one\ndata: d0\n\nid: two\ndata: d1\n\nid: one\ndata: d0\n\nid: two\n\n");
        assertThat(feed.lastEventId()).isEqualTo("two");
    }

    @Test
    void anEventSentAgainDoesNotTakeTheClientBack() {
        Feed feed = begun("A");
        ChannelEvent event = named(0, "A", "one");
        append(feed, event, named(1, "A", "two"));

        feed.again(event);

        assertThat(written()).endsWith("id: two\ndata: d1\n\nid: one\ndata: d0\n\nid: two\n\n");
    }

    @Test
    void eventsWaitingToBeSentAgainWaitOnce() {
        Feed feed = begun("A");
        ChannelEvent event = named(0, "A", "one");
        append(feed, event);
        outlet.block();

        feed.again(event);
        feed.again(event);
        outlet.drain();

        assertThat(written()).isEqualTo("id: one\ndata: d0\n\n".repeat(2));
    }

    @Test
    void aQuietFeedIsKeptAlive() {
        Feed feed = begun("A");

        pass(Duration.ofSeconds(14));
        feed.tick();
        assertThat(written()).isEmpty();

        pass(Duration.ofSeconds(1));
        feed.tick();
        assertThat(written()).isEqualTo(":\n\n");
    }

    @Test
    void aBusyFeedShowsLifeToo() {
        Feed feed = begun("A");
        for (int i = 0; i < 30; i++) {
            pass(Duration.ofSeconds(1));
            append(feed, event(i, "A", "x"));
            feed.tick();
        }

        assertThat(outlet.signsOfLife()).isEqualTo(1);
    }

    @Test
    void aClientThatReadsNothingIsClosed() {
        Feed feed = begun("A");
        outlet.block();
        append(feed, event(0, "A", "x"));

        pass(Duration.ofSeconds(59));
        feed.tick();
        assertThat(outlet.hasEnded()).isFalse();

        pass(Duration.ofSeconds(1));
        feed.tick();
        assertThat(outlet.hasEnded()).isTrue();
        assertThat(meters.counter("fleetcast.channel.feeds.slow").count()).isEqualTo(1);
    }

    @Test
    void theEndComesWithADelay() {
        Feed feed = begun("A");

        feed.close(FeedEnd.DRAIN);

        assertThat(written()).matches(": bye\nretry: (1\\d{3}|2000)\n\n");
        assertThat(outlet.hasEnded()).isTrue();
    }

    @Test
    void theEndIsAnEventWhereConfigured() {
        text = new FeedText(true);
        Feed feed = begun("A");

        feed.close(FeedEnd.DRAIN);

        assertThat(written())
                .matches(": bye\nretry: (\\d+)\nevent: bye\ndata: \\{\"type\":\"bye\",\"reason\":\"drain\","
                        + "\"reconnect\":true,\"retry_ms\":\\1}\n\n");
    }

    @Test
    void aClosedFeedWritesNothing() {
        Feed feed = begun("A");
        feed.gone();

        append(feed, event(0, "A", "x"));
        feed.send(new byte[] {'x'});
        feed.tick();

        assertThat(outlet.bytes()).isEmpty();
    }

    @Test
    void sideEventsAreBounded() {
        Feed feed = begun("A");
        outlet.block();
        for (int i = 0; i < 3_000; i++) {
            feed.send(new byte[] {'x'});
        }

        outlet.drain();

        assertThat(outlet.bytes()).hasSize(1_000);
    }

    @Test
    void aFeedOfAQuietChannelKeepsUpWithTheLog() {
        Feed feed = begun("A");
        log.append(event(0, "B", "x"));
        log.append(event(1, "B", "x"));

        feed.tick();

        assertThat(feed.last()).isEqualTo(1);
    }

    @Test
    void aFeedEndsAfterItsMaximumLifetime() {
        Feed feed = begun(Optional.of(Duration.ofMinutes(5)), "A");
        pass(Duration.ofMinutes(5).minusMillis(1));
        feed.tick();
        assertThat(feed.isClosed()).isFalse();

        pass(Duration.ofMillis(1));
        feed.tick();

        assertThat(feed.isClosed()).isTrue();
        assertThat(written()).contains(": bye");
    }

    @Test
    void bytesBufferedInTheConnectionAreReserved() {
        Feed feed = begun("A");
        outlet.block(5_000);

        append(feed, event(0, "A", "x".repeat(100_000)));
        assertThat(budget.used()).isBetween(90_000L, 110_000L);

        outlet.drain();
        assertThat(budget.used()).isZero();
    }

    @Test
    void smallEventsPassWhenOtherFeedsHoldAllMemory() {
        Feed feed = begun("A");
        budget.tryReserve(MemoryHolder.ofAddress("192.0.2.1"), 300_000);

        append(feed, event(0, "A", "one"), event(1, "A", "two"));

        assertThat(written()).contains("data: one", "data: two");
    }

    @Test
    void anEventWithoutMemoryWaitsUntilThereIsSome() {
        Feed feed = begun("A");
        budget.tryReserve(MemoryHolder.ofAddress("192.0.2.1"), 250_000);
        append(feed, event(0, "A", "x".repeat(100_000)), event(1, "A", "after"));
        assertThat(written()).isEmpty();

        budget.release(MemoryHolder.ofAddress("192.0.2.1"), 250_000);
        feed.tick();

        assertThat(written().lines().filter(line -> line.startsWith("id: ")))
                .containsExactly("id: 1000~0", "id: 1001~1");
    }

    @Test
    void aFeedWhoseNextEventNeverFitsIsClosed() {
        Feed feed = begun("A");
        pass(Duration.ofMinutes(5));
        budget.tryReserve(MemoryHolder.ofAddress("192.0.2.1"), 250_000);
        append(feed, event(0, "A", "x".repeat(100_000)));

        pass(Duration.ofSeconds(59));
        feed.tick();
        assertThat(feed.isClosed()).isFalse();

        pass(Duration.ofSeconds(1));
        feed.tick();
        assertThat(feed.isClosed()).isTrue();
        assertThat(written()).contains(": bye");
    }

    @Test
    void redeliveriesAndSideEventsAreReservedUntilTheFeedIsGone() {
        Feed feed = begun("A");
        ChannelEvent event = event(0, "A", "x".repeat(50_000));
        append(feed, event);
        outlet.block();

        feed.again(event);
        feed.send(new byte[1_000]);
        assertThat(budget.used()).isGreaterThan(50_000L);

        feed.gone();
        assertThat(budget.used()).isZero();
    }

    @Test
    void firstEventsAreReadOneByOneAndExpiredOnesAreSkipped() {
        ChannelLog small = new ChannelLog(config("window-bytes", "1K"));
        for (int i = 0; i < 5; i++) {
            small.append(event(i, "C" + i, "latest " + i));
        }
        FeedSource source =
                new FeedSource(small, null, new KafkaConnectivity(), new Knowledge(), new ChannelMetrics(meters));
        Feed feed = feed(source, Optional.empty(), "C0", "C1", "C2", "C3", "C4");
        outlet.block(1);

        feed.begin(new FeedPlace(4, 5, List.of(2L, 3L, 4L)));
        assertThat(written()).isEqualTo("id: 1002~2\ndata: latest 2\n\n");
        outlet.drain();

        assertThat(written().lines().filter(line -> line.startsWith("id: ")))
                .containsExactly("id: 1002~2", "id: 1003~3", "id: 1004~4");
    }

    private Feed begun(String... channels) {
        return begun(Optional.empty(), channels);
    }

    private Feed begun(Optional<Duration> longest, String... channels) {
        Feed feed = feed(source, longest, channels);
        feed.begin(new FeedPlace(-1, 0, List.of()));
        return feed;
    }

    private Feed feed(FeedSource source, Optional<Duration> longest, String... channels) {
        FeedRhythm rhythm = new FeedRhythm(
                Duration.ofSeconds(15), Duration.ofSeconds(20), Duration.ofMinutes(1), longest, () -> nanos);
        FeedRequest request = new FeedRequest(
                List.of(channels), "W1", Initial.ALL, Optional.empty(), Optional.empty(), Optional.empty(), false);
        return new Feed("feed", request, 0, outlet, Runnable::run, source, rhythm, account, text);
    }

    private void append(Feed feed, ChannelEvent... events) {
        for (ChannelEvent event : events) {
            log.append(event);
        }
        feed.wake();
    }

    private void pass(Duration time) {
        nanos += TimeUnit.MILLISECONDS.toNanos(time.toMillis());
    }

    private String written() {
        return new String(outlet.bytes(), StandardCharsets.UTF_8);
    }
}
