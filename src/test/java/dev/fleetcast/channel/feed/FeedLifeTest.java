package dev.fleetcast.channel.feed;

import static dev.fleetcast.channel.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Signs of life, and the end of a feed. */
class FeedLifeTest {

    private final TestFeeds feeds = new TestFeeds();

    @Test
    void aQuietFeedIsKeptAlive() {
        Feed feed = feeds.begun("A");

        feeds.pass(Duration.ofSeconds(14));
        feed.tick();
        assertThat(feeds.written()).isEmpty();

        feeds.pass(Duration.ofSeconds(1));
        feed.tick();
        assertThat(feeds.written()).isEqualTo(":\n\n");
    }

    @Test
    void aBusyFeedShowsLifeToo() {
        Feed feed = feeds.begun("A");
        for (int i = 0; i < 30; i++) {
            feeds.pass(Duration.ofSeconds(1));
            feeds.append(feed, event(i, "A", "x"));
            feed.tick();
        }

        assertThat(feeds.outlet.signsOfLife()).isEqualTo(1);
    }

    @Test
    void aClientThatReadsNothingIsClosed() {
        Feed feed = feeds.begun("A");
        feeds.outlet.block();
        feeds.append(feed, event(0, "A", "x"));

        feeds.pass(Duration.ofSeconds(59));
        feed.tick();
        assertThat(feeds.outlet.hasEnded()).isFalse();

        feeds.pass(Duration.ofSeconds(1));
        feed.tick();
        assertThat(feeds.outlet.hasEnded()).isTrue();
        assertThat(feeds.meters.counter("fleetcast.channel.feeds.slow").count()).isEqualTo(1);
    }

    @Test
    void theEndComesWithADelay() {
        Feed feed = feeds.begun("A");

        feed.close(FeedEnd.DRAIN);

        assertThat(feeds.written()).matches(": bye\nretry: (1\\d{3}|2000)\n\n");
        assertThat(feeds.outlet.hasEnded()).isTrue();
    }

    @Test
    void theEndIsAnEventWhereConfigured() {
        feeds.text = new FeedText(true);
        Feed feed = feeds.begun("A");

        feed.close(FeedEnd.DRAIN);

        assertThat(feeds.written())
                .matches(": bye\nretry: (\\d+)\nevent: bye\ndata: \\{\"type\":\"bye\",\"reason\":\"drain\","
                        + "\"reconnect\":true,\"retry_ms\":\\1}\n\n");
    }

    @Test
    void aClosedFeedWritesNothing() {
        Feed feed = feeds.begun("A");
        feed.gone();

        feeds.append(feed, event(0, "A", "x"));
        feed.send(new byte[] {'x'});
        feed.tick();

        assertThat(feeds.outlet.bytes()).isEmpty();
    }

    @Test
    void aFeedOfAQuietChannelKeepsUpWithTheLog() {
        Feed feed = feeds.begun("A");
        feeds.log.append(event(0, "B", "x"));
        feeds.log.append(event(1, "B", "x"));

        feed.tick();

        assertThat(feed.last()).isEqualTo(1);
    }

    @Test
    void aFeedEndsAfterItsMaximumLifetime() {
        Feed feed = feeds.begun(Optional.of(Duration.ofMinutes(5)), "A");
        feeds.pass(Duration.ofMinutes(5).minusMillis(1));
        feed.tick();
        assertThat(feed.isClosed()).isFalse();

        feeds.pass(Duration.ofMillis(1));
        feed.tick();

        assertThat(feed.isClosed()).isTrue();
        assertThat(feeds.written()).contains(": bye");
    }
}
