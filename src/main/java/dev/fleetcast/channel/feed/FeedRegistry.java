package dev.fleetcast.channel.feed;

import dev.fleetcast.access.SessionEnded;
import dev.fleetcast.access.token.DeviceTokens;
import dev.fleetcast.channel.log.ChannelConfig;
import dev.fleetcast.channel.log.ChannelMetrics;
import dev.fleetcast.connection.Drainable;
import dev.fleetcast.connection.Quota;
import dev.fleetcast.replica.Background;
import dev.fleetcast.replica.Rounds;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** All open feeds of this replica; limits their number in total and per address. */
@ThreadSafe
@Startup
@ApplicationScoped
public class FeedRegistry implements Drainable {

    private static final Duration LONGEST_TICK = Duration.ofSeconds(1);
    private static final Duration SHORTEST_TICK = Duration.ofMillis(50);

    private final Set<Feed> feeds = ConcurrentHashMap.newKeySet();
    private final ConcurrentMap<String, Set<Feed>> followers = new ConcurrentHashMap<>();
    private final Quota<String> connections;
    private final DeviceTokens tokens;
    private final ChannelMetrics metrics;
    private final Background ticker = new Background("fleetcast-feed-ticks");
    private final Rounds ticks;

    FeedRegistry(ChannelConfig config, KeepAlive keepAlive, DeviceTokens tokens, ChannelMetrics metrics) {
        this.connections = new Quota<>(config.maxFeeds(), config.maxFeedsPerAddress());
        this.tokens = tokens;
        this.metrics = metrics;
        Duration wanted = keepAlive.time().dividedBy(2);
        Duration tick = wanted.compareTo(LONGEST_TICK) > 0
                ? LONGEST_TICK
                : wanted.compareTo(SHORTEST_TICK) < 0 ? SHORTEST_TICK : wanted;
        this.ticks = ticker.rounds(tick, () -> !feeds.isEmpty(), () -> feeds.forEach(this::tick));
    }

    void stop(@Observes ShutdownEvent stopping) {
        ticker.close();
        closings().forEach(Runnable::run);
    }

    /** The session of a user tells when it ends; a device token does not. */
    private void tick(Feed feed) {
        if (feed.request().token().filter(token -> !tokens.isLive(token)).isPresent()) {
            feed.end(FeedEnd.LOGOUT);
        } else {
            feed.tickSoon();
        }
    }

    void sessionEnded(@Observes SessionEnded ended) {
        for (Feed feed : feeds) {
            boolean concerned = feed.request()
                    .viewer()
                    .filter(viewer -> viewer.sessionId().equals(ended.sessionId()))
                    .isPresent();
            if (concerned) {
                feed.end(FeedEnd.LOGOUT);
            }
        }
    }

    /** Reserves a slot for a feed from {@code address}; returns false if the limit is reached. */
    boolean admit(String address) {
        return connections.take(address);
    }

    /** Releases the slot of an {@link #admit admitted} feed. */
    void dismiss(String address) {
        connections.giveBack(address);
    }

    void enter(Feed feed) {
        feeds.add(feed);
        for (String channel : feed.request().channels()) {
            followers.compute(channel, (name, others) -> {
                Set<Feed> all = others == null ? ConcurrentHashMap.newKeySet() : others;
                all.add(feed);
                return all;
            });
        }
        metrics.opened();
        ticks.begin();
    }

    void leave(Feed feed) {
        if (feeds.remove(feed)) {
            for (String channel : feed.request().channels()) {
                followers.computeIfPresent(channel, (name, rest) -> {
                    rest.remove(feed);
                    return rest.isEmpty() ? null : rest;
                });
            }
            metrics.closed();
        }
    }

    /** Wakes the feeds of channels with new events. */
    public void wake(Collection<String> channels) {
        channels.forEach(channel -> following(channel).forEach(Feed::wake));
    }

    /** The feeds that follow the channel. */
    public Collection<Feed> following(String channel) {
        return followers.getOrDefault(channel, Set.of());
    }

    /** All feeds. */
    Collection<Feed> all() {
        return feeds;
    }

    @Override
    public Collection<Runnable> closings() {
        List<Runnable> ends = new ArrayList<>();
        feeds.forEach(feed -> ends.add(() -> feed.end(FeedEnd.DRAIN)));
        return ends;
    }
}
