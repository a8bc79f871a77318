package dev.fleetcast.stream.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.request.RequestLogin;
import dev.fleetcast.connection.NetworkAddress;
import dev.fleetcast.problem.ProblemResponse;
import dev.fleetcast.problem.Refusal;
import dev.fleetcast.socket.SocketOutlet;
import dev.fleetcast.sse.LastEventId;
import dev.fleetcast.sse.SseConnection;
import dev.fleetcast.stream.event.Envelope;
import dev.fleetcast.stream.spi.StreamConfig;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.impl.ContextInternal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Opens streams on WebSockets. A route of Vert.x, because a stream needs the connection's buffer: how full it is, and
 * when it has room again.
 */
@ApplicationScoped
class StreamSocketRoute {

    private static final String PATH = "/ws/telemetry/connect";
    private static final int UPGRADE_REQUIRED = 426;

    private final RequestLogin logins;
    private final StreamOpener opener;
    private final SocketCommands commands;
    private final ObjectMapper json;
    private final boolean anonymousAllowed;

    StreamSocketRoute(
            RequestLogin logins, StreamOpener opener, SocketCommands commands, ObjectMapper json, StreamConfig config) {
        this.logins = logins;
        this.opener = opener;
        this.commands = commands;
        this.json = json;
        this.anonymousAllowed = config.anonymousConnect();
    }

    void register(@Observes Router router) {
        router.get(PATH).handler(this::connect);
    }

    private void connect(RoutingContext request) {
        if (!asksForWebSocket(request.request())) {
            request.response().putHeader(HttpHeaders.UPGRADE, "websocket");
            ProblemResponse.send(request, UPGRADE_REQUIRED, "This path takes WebSockets only.");
            return;
        }
        // No more is read until the connection is a WebSocket: the client may send commands at once.
        request.request().pause();
        logins.openingSocket(request)
                .subscribe()
                .with(viewer -> upgrade(request, viewer), failed -> refuse(request, failed));
    }

    private void upgrade(RoutingContext request, Optional<Viewer> viewer) {
        if (viewer.isEmpty() && !anonymousAllowed) {
            refuse(request, new UnauthorizedException());
            return;
        }
        Context context = request.vertx().getOrCreateContext();
        ScheduledExecutorService loop = ((ContextInternal) context).nettyEventLoop();
        request.request()
                .toWebSocket()
                .onSuccess(socket -> open(socket, request, viewer, loop))
                .onFailure(malformed -> ProblemResponse.send(request, 400, "The WebSocket handshake is malformed."));
    }

    private void open(
            ServerWebSocket socket, RoutingContext request, Optional<Viewer> viewer, ScheduledExecutorService loop) {
        SocketOutlet outlet = new SocketOutlet(socket, request.request().connection(), request.vertx());
        SocketSession session = new SocketSession(socket, outlet, loop, commands, json, viewer.orElse(null));
        opener.open(
                new SseConnection(
                        outlet, loop, NetworkAddress.of(request.request().remoteAddress())),
                Envelope.TELEMETRY,
                Uni.createFrom().item(viewer),
                LastEventId.of(request.request()),
                session::opened);
    }

    private static void refuse(RoutingContext request, Throwable failure) {
        Refusal refusal = Refusal.of(failure);
        if (refusal.status() == 401) {
            request.response().putHeader("WWW-Authenticate", "Bearer");
        }
        request.request().resume();
        ProblemResponse.send(request, refusal.status(), refusal.detail());
    }

    private static boolean asksForWebSocket(HttpServerRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
    }
}
