package dev.fleetcast.channel.feed;

import static dev.fleetcast.channel.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.channel.log.ChannelEvent;
import dev.fleetcast.memory.MemoryHolder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a feed may hold for a client that does not read. */
class FeedMemoryTest {

    private final TestFeeds feeds = new TestFeeds();

    @Test
    void sideEventsAreBounded() {
        Feed feed = feeds.begun("A");
        feeds.outlet.block();
        for (int i = 0; i < 3_000; i++) {
            feed.send(new byte[] {'x'});
        }

        feeds.outlet.drain();

        assertThat(feeds.outlet.bytes()).hasSize(1_000);
    }

    @Test
    void bytesBufferedInTheConnectionAreReserved() {
        Feed feed = feeds.begun("A");
        feeds.outlet.block(5_000);

        feeds.append(feed, event(0, "A", "x".repeat(100_000)));
        assertThat(feeds.budget.used()).isBetween(90_000L, 110_000L);

        feeds.outlet.drain();
        assertThat(feeds.budget.used()).isZero();
    }

    @Test
    void smallEventsPassWhenOtherFeedsHoldAllMemory() {
        Feed feed = feeds.begun("A");
        feeds.budget.tryReserve(MemoryHolder.ofAddress("192.0.2.1"), 300_000);

        feeds.append(feed, event(0, "A", "one"), event(1, "A", "two"));

        assertThat(feeds.written()).contains("data: one", "data: two");
    }

    @Test
    void anEventWithoutMemoryWaitsUntilThereIsSome() {
        Feed feed = feeds.begun("A");
        feeds.budget.tryReserve(MemoryHolder.ofAddress("192.0.2.1"), 250_000);
        feeds.append(feed, event(0, "A", "x".repeat(100_000)), event(1, "A", "after"));
        assertThat(feeds.written()).isEmpty();

        feeds.budget.release(MemoryHolder.ofAddress("192.0.2.1"), 250_000);
        feed.tick();

        assertThat(feeds.written().lines().filter(line -> line.startsWith("id: ")))
                .containsExactly("id: 1000~0", "id: 1001~1");
    }

    @Test
    void aFeedWhoseNextEventNeverFitsIsClosed() {
        Feed feed = feeds.begun("A");
        feeds.pass(Duration.ofMinutes(5));
        feeds.budget.tryReserve(MemoryHolder.ofAddress("192.0.2.1"), 250_000);
        feeds.append(feed, event(0, "A", "x".repeat(100_000)));

        feeds.pass(Duration.ofSeconds(59));
        feed.tick();
        assertThat(feed.isClosed()).isFalse();

        feeds.pass(Duration.ofSeconds(1));
        feed.tick();
        assertThat(feed.isClosed()).isTrue();
        assertThat(feeds.written()).contains(": bye");
    }

    @Test
    void redeliveriesAndSideEventsAreReservedUntilTheFeedIsGone() {
        Feed feed = feeds.begun("A");
        ChannelEvent event = event(0, "A", "x".repeat(50_000));
        feeds.append(feed, event);
        feeds.outlet.block();

        feed.again(event);
        feed.send(new byte[1_000]);
        assertThat(feeds.budget.used()).isGreaterThan(50_000L);

        feed.gone();
        assertThat(feeds.budget.used()).isZero();
    }
}
