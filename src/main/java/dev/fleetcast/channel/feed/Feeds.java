package dev.fleetcast.channel.feed;

import dev.fleetcast.access.session.Sessions;
import dev.fleetcast.channel.feed.FeedPlaces.FeedPlace;
import dev.fleetcast.channel.log.ChannelConfig;
import dev.fleetcast.connection.Admission;
import dev.fleetcast.feed.FeedAccount;
import dev.fleetcast.feed.FeedRhythm;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryBudgets;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.memory.MemoryKind;
import dev.fleetcast.sse.LifeInterval;
import dev.fleetcast.sse.SseConnection;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Opens feeds. */
@ApplicationScoped
public class Feeds {

    private final FeedRegistry registry;
    private final FeedSource source;
    private final FeedListener listener;
    private final Sessions sessions;
    private final ChannelConfig config;
    private final KeepAlive keepAlive;
    private final LifeInterval life;
    private final FeedText text;
    private final Admission admission;
    private final MemoryBudget memory;

    Feeds(
            FeedRegistry registry,
            FeedSource source,
            FeedListener listener,
            Sessions sessions,
            ChannelConfig config,
            KeepAlive keepAlive,
            LifeInterval life,
            Admission admission,
            MemoryBudgets budgets) {
        this.registry = registry;
        this.source = source;
        this.listener = listener;
        this.sessions = sessions;
        this.config = config;
        this.keepAlive = keepAlive;
        this.life = life;
        this.text = new FeedText(config.byeEvent());
        this.admission = admission;
        this.memory = budgets.of(MemoryKind.FEEDS);
    }

    /** Opens a feed on the response of an authorized request; called on its event loop. */
    public void open(FeedRequest wanted, SseEventSink sink, RoutingContext request) {
        SseConnection connection = SseConnection.of(sink, request);
        switch (admission.decide(connection.address(), registry::admit)) {
            case DRAINING -> connection.turnAway(text.goodbye(FeedEnd.DRAIN));
            case FULL -> connection.turnAway(text.goodbye(FeedEnd.LIMIT));
            case ADMITTED -> begin(wanted, connection);
        }
    }

    void begin(FeedRequest wanted, SseConnection connection) {
        Optional<Duration> longest = wanted.token().map(token -> Duration.between(Instant.now(), token.expiresAt()));
        FeedRhythm rhythm =
                new FeedRhythm(keepAlive.time(), life.time(), config.slowTimeout(), longest, System::nanoTime);
        MemoryHolder holder = wanted.viewer()
                .map(viewer -> MemoryHolder.ofUser(viewer.userId()))
                .orElseGet(() -> MemoryHolder.ofAddress(connection.address()));
        Feed feed = new Feed(
                UUID.randomUUID().toString(),
                wanted,
                System.currentTimeMillis(),
                connection.outlet(),
                connection.loop(),
                source,
                rhythm,
                new FeedAccount(memory, holder),
                text);
        wanted.viewer().ifPresent(viewer -> sessions.hold(viewer.sessionId()));
        registry.enter(feed);
        connection.carry(() -> gone(feed, connection.address()));
        source.place(wanted, place -> connection.loop().execute(() -> placed(feed, place)), feed::isClosed);
        // After the end of the log is known: what the client pushes next is behind it.
        connection.outlet().write(FeedText.beginning());
    }

    private void placed(Feed feed, FeedPlace place) {
        if (!feed.isClosed()) {
            feed.begin(place);
            listener.opened(feed);
        }
    }

    private void gone(Feed feed, String address) {
        feed.gone();
        registry.leave(feed);
        registry.dismiss(address);
        feed.request().viewer().ifPresent(viewer -> sessions.release(viewer.sessionId()));
        if (feed.isPlaced()) {
            listener.closed(feed);
        }
    }
}
