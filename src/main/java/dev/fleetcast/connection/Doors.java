package dev.fleetcast.connection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Counts connections from the moment they are accepted. Vert.x reports a connection only after its first bytes, so this
 * class finds the accepting channels on the event loop they share.
 */
@ApplicationScoped
public class Doors {

    private static final String HANDLER = "fleetcast-doorway";
    private static final long SWEEP_MILLIS = 500;
    /** Runs before every handler that may respond. */
    private static final int FIRST = 9_000;

    private final Vertx vertx;
    private final OpenConnections connections;
    private final Doorway doorway;
    private final Counter overdue;
    private long sweep;

    Doors(
            Vertx vertx,
            ConnectionConfig config,
            @ConfigProperty(name = "quarkus.http.limits.max-connections") int maxConnections,
            @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding", defaultValue = "false")
                    boolean behindProxies,
            MeterRegistry registry) {
        this.vertx = vertx;
        int all = maxConnections > 0 ? maxConnections : Integer.MAX_VALUE;
        this.connections = new OpenConnections(
                new OpenConnections.Limits(
                        all,
                        behindProxies ? Integer.MAX_VALUE : config.maxPerAddress(),
                        config.maxSilent(),
                        behindProxies ? Integer.MAX_VALUE : config.maxSilentPerAddress(),
                        config.silentPatience(),
                        config.headTimeout()),
                System::nanoTime);
        Counter refused = Counter.builder("fleetcast.connections.refused")
                .description("Connections closed on arrival because a limit was reached")
                .register(registry);
        this.overdue = Counter.builder("fleetcast.connections.overdue")
                .description(
                        "Connections closed because they sent no request in time, or were the oldest of too many without one")
                .register(registry);
        Gauge.builder("fleetcast.connections.open", connections, OpenConnections::open)
                .description("TCP connections to this replica")
                .register(registry);
        Gauge.builder("fleetcast.connections.silent", connections, OpenConnections::silent)
                .description("TCP connections to this replica that have not sent a request yet")
                .register(registry);
        this.doorway = new Doorway(connections, refused::increment);
    }

    /** Whether so many connections are in use that new long-lived ones, such as streams, should be refused. */
    public boolean areCrowded() {
        return connections.areCrowded();
    }

    /** In dev mode the server outlives the application. */
    void start(@Observes StartupEvent started) {
        open();
        sweep = vertx.setPeriodic(SWEEP_MILLIS, tick -> overdue.increment(connections.endOverdue()));
    }

    void started(@ObservesAsync HttpServerStart server) {
        open();
    }

    void started(@ObservesAsync HttpsServerStart server) {
        open();
    }

    void stop(@Observes ShutdownEvent stopping) {
        vertx.cancelTimer(sweep);
    }

    void watch(@Observes Filters filters) {
        filters.register(this::follow, FIRST);
    }

    /** Reports that the request has been received completely. */
    public void received(HttpServerRequest request) {
        peer(request).ifPresent(connections::received);
    }

    private void follow(RoutingContext request) {
        peer(request.request()).ifPresent(peer -> {
            connections.asked(peer, hasBody(request.request()));
            request.addEndHandler(ended -> connections.answered(peer));
        });
        request.next();
    }

    private static Optional<Peer> peer(HttpServerRequest request) {
        return request.connection() instanceof ConnectionBase connection
                ? Doorway.of(connection.channel())
                : Optional.empty();
    }

    /** Over HTTP/2, other requests on the connection may be complete. */
    private static boolean hasBody(HttpServerRequest request) {
        return request.version() != HttpVersion.HTTP_2
                && (request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                        || request.headers().contains(HttpHeaders.CONTENT_LENGTH));
    }

    private void open() {
        ((VertxInternal) vertx)
                .getAcceptorEventLoopGroup()
                .forEach(loop -> loop.execute(() -> ((SingleThreadEventLoop) loop)
                        .registeredChannelsIterator()
                        .forEachRemaining(this::open)));
    }

    private void open(Channel channel) {
        if (channel instanceof ServerChannel) {
            if (channel.pipeline().get(HANDLER) != null) {
                channel.pipeline().remove(HANDLER);
            }
            channel.pipeline().addFirst(HANDLER, doorway);
        }
    }
}
