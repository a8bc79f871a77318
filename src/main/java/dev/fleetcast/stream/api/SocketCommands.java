package dev.fleetcast.stream.api;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.request.RequestLogin;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.stream.Stream;
import dev.fleetcast.stream.StreamRecords;
import dev.fleetcast.stream.StreamRegistry;
import dev.fleetcast.stream.api.AreaResource.AreaUnits;
import dev.fleetcast.stream.area.AreaRequest;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.spi.StreamRequest;
import dev.fleetcast.stream.spi.StreamRequest.Kind;
import dev.fleetcast.stream.spi.StreamRequest.TokenResult;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Carries out the commands of WebSockets like the HTTP calls of the same names. */
@ThreadSafe
@ApplicationScoped
class SocketCommands {

    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    private final RequestLogin logins;
    private final SubscriptionCalls subscriptions;
    private final AreaCalls areas;
    private final StreamRequests calls;
    private final StreamRegistry registry;
    private final StreamRecords records;

    SocketCommands(
            RequestLogin logins,
            SubscriptionCalls subscriptions,
            AreaCalls areas,
            StreamRequests calls,
            StreamRegistry registry,
            StreamRecords records) {
        this.logins = logins;
        this.subscriptions = subscriptions;
        this.areas = areas;
        this.calls = calls;
        this.registry = registry;
        this.records = records;
    }

    /** Whether there is a command of that type. */
    static boolean isKnown(String type) {
        return type != null
                && List.of("login", "subscribe", "unsubscribe", "area", "pong").contains(type);
    }

    /** The client of a login token. */
    Uni<Viewer> login(String token) {
        return logins.byToken(token);
    }

    /**
     * Makes the viewer the owner of the stream unless it has one; on the stream's loop.
     *
     * @throws dev.fleetcast.stream.spi.NoSuchStreamException if the stream has ended meanwhile
     * @throws ForbiddenException if the stream belongs to another login
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 when the user's limit is reached
     */
    void own(Stream stream, Viewer viewer) {
        Viewer owner = stream.owner();
        if (owner == null) {
            if (!registry.claim(stream, viewer)) {
                throw Problems.tooMany("Too many streams. Close some first.", RETRY_AFTER);
            }
            records.saveSometime(stream);
        } else if (owner.userId() != viewer.userId() || !owner.sessionId().equals(viewer.sessionId())) {
            throw new ForbiddenException("The stream belongs to another login.");
        }
    }

    /** Carries out a change of subscriptions; the body of the answer. */
    Uni<Map<String, ?>> change(SocketCommand command, StreamId id, Viewer viewer) {
        if (viewer == null) {
            throw new UnauthorizedException();
        }
        if (command.type().equals("area")) {
            return area(id, viewer, command.area());
        }
        List<String> tokens = command.subscriptionTokens();
        if (command.type().equals("unsubscribe")) {
            return verified(command, id, () -> subscriptions.unsubscribe(id, viewer, tokens));
        }
        DeliveryMode mode = DeliveryMode.parse(command.mode(), command.interval(), command.filter());
        return verified(command, id, () -> subscriptions.subscribe(id, viewer, tokens, mode));
    }

    private Uni<Map<String, ?>> area(StreamId id, Viewer viewer, AreaRequest request) {
        return request == null
                ? areas.end(id, viewer).map(ended -> Map.of("data", Map.of("stream_id", id.value())))
                : areas.follow(id, viewer, request).map(units -> Map.of("data", new AreaUnits(units)));
    }

    /** Reports that the client lives. */
    Uni<Map<String, ?>> pong(StreamId id) {
        return calls.put(new StreamRequest(Kind.PONG, id, null, List.of()))
                .map(answer -> Map.of("data", Map.of("stream_id", id.value())));
    }

    /** Verifies the tokens on a worker thread. */
    private static Uni<Map<String, ?>> verified(
            SocketCommand command, StreamId id, Supplier<Uni<? extends List<TokenResult>>> change) {
        return Uni.createFrom()
                .deferred(change)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .map(grants ->
                        command.token() == null ? Map.of("data", grants) : SubscriptionResource.followed(id, grants));
    }
}
