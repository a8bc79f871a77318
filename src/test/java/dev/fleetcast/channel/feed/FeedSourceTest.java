package dev.fleetcast.channel.feed;

import static dev.fleetcast.channel.Events.config;
import static dev.fleetcast.channel.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.channel.feed.FeedPlaces.FeedPlace;
import dev.fleetcast.channel.log.ChannelEvent;
import dev.fleetcast.channel.log.ChannelLog;
import dev.fleetcast.channel.log.ChannelMetrics;
import dev.fleetcast.channel.log.EventContent;
import dev.fleetcast.kafka.KafkaConnectivity;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class FeedSourceTest {

    private static final FeedRequest NOTHING_OLD = new FeedRequest(
            List.of("A"), null, Initial.NONE, Optional.empty(), Optional.empty(), Optional.empty(), false);

    private final ChannelLog log = new ChannelLog(config());
    private final Knowledge knowledge = new Knowledge();
    private final FeedSource source = new FeedSource(
            log, null, new KafkaConnectivity(), knowledge, new ChannelMetrics(new SimpleMeterRegistry()));

    @Test
    void feedStartsAtTheEndOfTheLogOnceItIsRead() {
        CompletableFuture<FeedPlace> place = new CompletableFuture<>();
        source.place(NOTHING_OLD, place::complete, () -> false);
        for (int position = 0; position < 5; position++) {
            log.append(event(position, "A", "old"));
        }
        assertThat(place).isNotDone();

        knowledge.learned(View.CHANNELS);

        Awaitility.await().until(place::isDone);
        assertThat(place.join().from()).isEqualTo(4);
    }

    @Test
    void eventsAfterTheRequestAreNotMissedWhileTheLogIsRead() {
        CompletableFuture<FeedPlace> place = new CompletableFuture<>();
        source.place(NOTHING_OLD, place::complete, () -> false);
        log.append(event(0, "A", "old"));
        log.append(new ChannelEvent(
                1, System.currentTimeMillis(), "A", new EventContent(null, null, null, "new", null, null, null)));

        knowledge.learned(View.CHANNELS);

        Awaitility.await().until(place::isDone);
        assertThat(place.join().from()).isZero();
    }
}
