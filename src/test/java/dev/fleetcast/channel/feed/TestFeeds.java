package dev.fleetcast.channel.feed;

import static dev.fleetcast.channel.Events.config;
import static dev.fleetcast.channel.Events.event;

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

/** A feed on parts in memory, with a clock and a connection that a test moves on. */
final class TestFeeds {

    final ChannelLog log = new ChannelLog(config());
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    // Nothing is older than memory.
    private final FeedSource source =
            new FeedSource(log, null, new KafkaConnectivity(), new Knowledge(), new ChannelMetrics(meters));
    final RecordingOutlet outlet = new RecordingOutlet();
    final MemoryBudget budget = new MemoryBudget(1_000_000, 300_000);
    private final FeedAccount account = new FeedAccount(budget, MemoryHolder.ofAddress("192.0.2.1"));
    FeedText text = new FeedText(false);
    private long nanos;

    Feed begun(String... channels) {
        return begun(Optional.empty(), channels);
    }

    Feed begun(Optional<Duration> longest, String... channels) {
        Feed feed = feed(source, longest, channels);
        feed.begin(new FeedPlace(-1, 0, List.of()));
        return feed;
    }

    Feed feed(FeedSource source, Optional<Duration> longest, String... channels) {
        FeedRhythm rhythm = new FeedRhythm(
                Duration.ofSeconds(15), Duration.ofSeconds(20), Duration.ofMinutes(1), longest, () -> nanos);
        FeedRequest request = new FeedRequest(
                List.of(channels), "W1", Initial.ALL, Optional.empty(), Optional.empty(), Optional.empty(), false);
        return new Feed("feed", request, 0, outlet, Runnable::run, source, rhythm, account, text);
    }

    void append(Feed feed, ChannelEvent... events) {
        for (ChannelEvent event : events) {
            log.append(event);
        }
        feed.wake();
    }

    void pass(Duration time) {
        nanos += TimeUnit.MILLISECONDS.toNanos(time.toMillis());
    }

    String written() {
        return new String(outlet.bytes(), StandardCharsets.UTF_8);
    }
}
