package dev.fleetcast.channel.feed;

import dev.fleetcast.access.session.Sessions;
import dev.fleetcast.channel.log.ChannelConfig;
import dev.fleetcast.connection.Doors;
import dev.fleetcast.connection.Draining;
import dev.fleetcast.connection.NetworkAddress;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryBudgets;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.memory.MemoryKind;
import dev.fleetcast.sse.SseOutlet;
import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;

/** Opens feeds. */
@ApplicationScoped
public class Feeds {

    private final FeedRegistry registry;
    private final FeedSource source;
    private final FeedListener listener;
    private final Sessions sessions;
    private final Draining draining;
    private final ChannelConfig config;
    private final KeepAlive keepAlive;
    private final FeedText text;
    private final Doors doors;
    private final MemoryBudget memory;

    Feeds(
            FeedRegistry registry,
            FeedSource source,
            FeedListener listener,
            Sessions sessions,
            Draining draining,
            ChannelConfig config,
            KeepAlive keepAlive,
            Doors doors,
            MemoryBudgets budgets) {
        this.registry = registry;
        this.source = source;
        this.listener = listener;
        this.sessions = sessions;
        this.draining = draining;
        this.config = config;
        this.keepAlive = keepAlive;
        this.text = new FeedText(config.byeEvent());
        this.doors = doors;
        this.memory = budgets.of(MemoryKind.FEEDS);
    }

    /** Opens a feed on the response of an authorized request; called on its event loop. */
    public void open(FeedRequest wanted, SseEventSink sink, RoutingContext request) {
        SseOutlet outlet = new SseOutlet(sink, request);
        outlet.begin();
        EventLoop loop = ((ContextInternal) Vertx.currentContext()).nettyEventLoop();
        String address = NetworkAddress.of(request.request().remoteAddress());
        if (draining.isDraining()) {
            turnAway(outlet, loop, FeedEnd.DRAIN);
        } else if (doors.areCrowded() || !registry.admit(address)) {
            turnAway(outlet, loop, FeedEnd.LIMIT);
        } else {
            outlet.write(FeedText.beginning());
            begin(wanted, outlet, loop, address);
        }
    }

    private void begin(FeedRequest wanted, SseOutlet outlet, Executor loop, String address) {
        Optional<Duration> longest = wanted.until().map(until -> Duration.between(Instant.now(), until));
        FeedRhythm rhythm =
                new FeedRhythm(keepAlive.time(), keepAlive.life(), config.slowTimeout(), longest, System::nanoTime);
        MemoryHolder holder = wanted.viewer()
                .map(viewer -> MemoryHolder.ofUser(viewer.userId()))
                .orElseGet(() -> MemoryHolder.ofAddress(address));
        Feed feed = new Feed(
                UUID.randomUUID().toString(),
                wanted,
                System.currentTimeMillis(),
                outlet,
                loop,
                source,
                rhythm,
                new FeedAccount(memory, holder),
                text);
        wanted.viewer().ifPresent(viewer -> sessions.hold(viewer.sessionId()));
        registry.enter(feed);
        outlet.onClose(() -> loop.execute(() -> gone(feed, address)));
        source.place(wanted, place -> loop.execute(() -> placed(feed, place)), feed::isClosed);
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

    /** On a later turn of the loop: the response must not end before JAX-RS has begun it. */
    private void turnAway(SseOutlet outlet, Executor loop, FeedEnd reason) {
        loop.execute(() -> {
            outlet.write(text.goodbye(reason));
            outlet.end();
        });
    }
}
