package dev.fleetcast.channel.feed;

import static dev.fleetcast.channel.Events.config;
import static dev.fleetcast.channel.Events.event;
import static dev.fleetcast.channel.Events.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.channel.feed.FeedPlaces.FeedPlace;
import dev.fleetcast.channel.log.ChannelEvent;
import dev.fleetcast.channel.log.ChannelLog;
import dev.fleetcast.channel.log.ChannelMetrics;
import dev.fleetcast.kafka.KafkaConnectivity;
import dev.fleetcast.knowledge.Knowledge;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeedTest {

    private final TestFeeds feeds = new TestFeeds();

    @Test
    void eventIsWrittenWithItsId() {
        Feed feed = feeds.begun("A");

        feeds.append(feed, event(0, "A", "one"), event(1, "B", "other"), named(2, "A", "mine"));

        assertThat(feeds.written()).isEqualTo("id: 1000~0\ndata: one\n\nid: mine\ndata: d2\n\n");
        assertThat(feed.lastEventId()).isEqualTo("mine");
        assertThat(feed.last()).isEqualTo(2);
    }

    @Test
    void eventsOfOneBatchAreWrittenTogether() {
        Feed feed = feeds.begun("A");
        for (int i = 0; i < 50; i++) {
            feeds.log.append(event(i, "A", "x"));
        }

        feed.wake();

        assertThat(feeds.outlet.writes()).isEqualTo(1);
    }

    @Test
    void aSlowClientIsGivenEverythingInTheEnd() {
        Feed feed = feeds.begun("A");
        feeds.outlet.block();
        for (int i = 0; i < 1_000; i++) {
            feeds.append(feed, event(i, "A", "x".repeat(500)));
        }
        assertThat(feeds.outlet.bytes()).isEmpty();

        for (int drained = 0; drained < 20; drained++) {
            feeds.outlet.drain(40_000);
        }

        assertThat(feeds.written().lines().filter(line -> line.startsWith("id: ")))
                .hasSize(1_000)
                .doesNotHaveDuplicates();
    }

    @Test
    void idUsedInTwoChannelsIsReplacedByThePosition() {
        Feed feed = feeds.begun("A", "B");

        feeds.append(feed, named(0, "A", "same"), named(1, "B", "same"), named(2, "B", "own"));

        assertThat(feeds.written().lines().filter(line -> line.startsWith("id: ")))
                .containsExactly("id: 1000~0", "id: 1001~1", "id: own");
    }

    @Test
    void theFirstOfTwoKeepsItsIdWhileItIsAlone() {
        Feed feed = feeds.begun("A", "B");

        feeds.append(feed, named(0, "A", "same"));
        feeds.append(feed, named(1, "B", "same"));

        assertThat(feeds.written().lines().filter(line -> line.startsWith("id: ")))
                .containsExactly("id: same", "id: 1001~1");
    }

    @Test
    void anEventIsSentAgainOnlyAfterItWasSent() {
        Feed feed = feeds.begun("A");
        ChannelEvent event = named(0, "A", "one");

        feed.again(event);
        assertThat(feeds.written()).isEmpty();

        feeds.append(feed, event);
        feed.again(event);
        assertThat(feeds.written()).isEqualTo("id: one\ndata: d0\n\n".repeat(2));
    }

    @Test
    void afterAnEventSentAgainTheClientIsWhereItWas() {
        Feed feed = feeds.begun("A");
        ChannelEvent event = named(0, "A", "one");
        feeds.append(feed, event, named(1, "A", "two"));

        feed.again(event);

        assertThat(feeds.written())
                .isEqualTo("id: one\ndata: d0\n\nid: two\ndata: d1\n\nid: one\ndata: d0\n\nid: two\n\n");
        assertThat(feed.lastEventId()).isEqualTo("two");
    }

    @Test
    void anEventSentAgainDoesNotTakeTheClientBack() {
        Feed feed = feeds.begun("A");
        ChannelEvent event = named(0, "A", "one");
        feeds.append(feed, event, named(1, "A", "two"));

        feed.again(event);

        assertThat(feeds.written()).endsWith("id: two\ndata: d1\n\nid: one\ndata: d0\n\nid: two\n\n");
    }

    @Test
    void eventsWaitingToBeSentAgainWaitOnce() {
        Feed feed = feeds.begun("A");
        ChannelEvent event = named(0, "A", "one");
        feeds.append(feed, event);
        feeds.outlet.block();

        feed.again(event);
        feed.again(event);
        feeds.outlet.drain();

        assertThat(feeds.written()).isEqualTo("id: one\ndata: d0\n\n".repeat(2));
    }

    @Test
    void firstEventsAreReadOneByOneAndExpiredOnesAreSkipped() {
        ChannelLog small = new ChannelLog(config("window-bytes", "1K"));
        for (int i = 0; i < 5; i++) {
            small.append(event(i, "C" + i, "latest " + i));
        }
        FeedSource source =
                new FeedSource(small, null, new KafkaConnectivity(), new Knowledge(), new ChannelMetrics(feeds.meters));
        Feed feed = feeds.feed(source, Optional.empty(), "C0", "C1", "C2", "C3", "C4");
        feeds.outlet.block(1);

        feed.begin(new FeedPlace(4, 5, List.of(2L, 3L, 4L)));
        assertThat(feeds.written()).isEqualTo("id: 1002~2\ndata: latest 2\n\n");
        feeds.outlet.drain();

        assertThat(feeds.written().lines().filter(line -> line.startsWith("id: ")))
                .containsExactly("id: 1002~2", "id: 1003~3", "id: 1004~4");
    }
}
