package dev.fleetcast.channel;

import static dev.fleetcast.channel.Events.config;
import static dev.fleetcast.channel.Events.event;
import static dev.fleetcast.channel.Events.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.stream.KafkaLink;
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
    // Nothing here is older than what is in memory.
    private final FeedSource source = new FeedSource(log, null, new KafkaLink(), new ChannelMetrics(meters));
    private final RecordingOutlet outlet = new RecordingOutlet();
    private long nanos;

    @Test
    void whatComesIsWrittenWithItsId() {
        Feed feed = begun("A");

        append(feed, event(0, "A", "one"), event(1, "B", "other"), named(2, "A", "mine"));

        assertThat(written()).isEqualTo("id: 1000~0\ndata: one\n\nid: mine\ndata: d2\n\n");
        assertThat(feed.lastEventId()).isEqualTo("mine");
        assertThat(feed.last()).isEqualTo(2);
    }

    @Test
    void whatComesTogetherIsWrittenInOnePiece() {
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
    void anIdThatIsInTwoChannelsOfAFeedIsToldByItsPosition() {
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
    void aClientThatTakesNothingIsLetGo() {
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

        feed.close(Duration.ofSeconds(1));

        assertThat(written()).matches(": bye\nretry: (1\\d{3}|2000)\n\n");
        assertThat(outlet.hasEnded()).isTrue();
    }

    @Test
    void aFeedThatIsOverWritesNothing() {
        Feed feed = begun("A");
        feed.gone();

        append(feed, event(0, "A", "x"));
        feed.tell(new byte[] {'x'});
        feed.tick();

        assertThat(outlet.bytes()).isEmpty();
    }

    @Test
    void whatIsToldIsBounded() {
        Feed feed = begun("A");
        outlet.block();
        for (int i = 0; i < 3_000; i++) {
            feed.tell(new byte[] {'x'});
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
    void aFeedIsOverWhenItHasLastedForAsLongAsItMay() {
        Feed feed = begun(Optional.of(Duration.ofMinutes(5)), "A");
        pass(Duration.ofMinutes(5).minusMillis(1));
        feed.tick();
        assertThat(feed.isClosed()).isFalse();

        pass(Duration.ofMillis(1));
        feed.tick();

        assertThat(feed.isClosed()).isTrue();
        assertThat(written()).contains(": bye");
    }

    private Feed begun(String... channels) {
        return begun(Optional.empty(), channels);
    }

    private Feed begun(Optional<Duration> longest, String... channels) {
        FeedRhythm rhythm = new FeedRhythm(
                Duration.ofSeconds(15), Duration.ofSeconds(20), Duration.ofMinutes(1), longest, () -> nanos);
        FeedRequest request = new FeedRequest(
                List.of(channels), "W1", Initial.ALL, Optional.empty(), Optional.empty(), Optional.empty(), false);
        Feed feed = new Feed("feed", request, 0, outlet, Runnable::run, source, rhythm);
        feed.begin(new FeedPlace(-1, 0, List.of()));
        return feed;
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
