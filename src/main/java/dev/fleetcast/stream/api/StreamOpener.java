package dev.fleetcast.stream.api;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.connection.Doors;
import dev.fleetcast.connection.Draining;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.replica.ThisReplica;
import dev.fleetcast.sse.SseConnection;
import dev.fleetcast.stream.Stream;
import dev.fleetcast.stream.StreamRecords;
import dev.fleetcast.stream.StreamRegistry;
import dev.fleetcast.stream.api.StreamConnections.Arrival;
import dev.fleetcast.stream.event.ByeReason;
import dev.fleetcast.stream.event.Envelope;
import dev.fleetcast.stream.event.StreamIds;
import dev.fleetcast.stream.spi.StreamConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Opens streams for clients: new ones here, those of clients that reconnect by {@link Reconnects}. */
@ApplicationScoped
class StreamOpener {

    /** A client without an event id gets its stream even while Kafka is unreachable. */
    private static final Duration GREETING_PATIENCE = Duration.ofSeconds(5);

    private final Knowledge knowledge;
    private final Draining draining;
    private final Doors doors;
    private final StreamRegistry registry;
    private final StreamConnections connections;
    private final Reconnects reconnects;
    private final StreamIds ids;
    private final ThisReplica replica;
    private final StreamRecords records;
    private final boolean anonymousAllowed;

    StreamOpener(
            Knowledge knowledge,
            Draining draining,
            Doors doors,
            StreamRegistry registry,
            StreamConnections connections,
            Reconnects reconnects,
            StreamIds ids,
            ThisReplica replica,
            StreamRecords records,
            StreamConfig config) {
        this.knowledge = knowledge;
        this.draining = draining;
        this.doors = doors;
        this.registry = registry;
        this.connections = connections;
        this.reconnects = reconnects;
        this.ids = ids;
        this.replica = replica;
        this.records = records;
        this.anonymousAllowed = config.anonymousConnect();
    }

    /**
     * Opens a stream on the connection, or tells the client why not. If necessary, first waits until this replica has
     * loaded the required data. Called on the event loop of the connection.
     *
     * @param login identifies the caller of the connect request
     * @param lastEventId the last event id of a client that reconnects
     * @param opened takes the stream, on the event loop; not called if the client is turned away
     */
    void open(
            SseConnection connection,
            Envelope envelope,
            Uni<Optional<Viewer>> login,
            Optional<String> lastEventId,
            Consumer<Stream> opened) {
        if (draining.isDraining()) {
            connections.turnAway(connection, ByeReason.DRAIN);
            return;
        }
        if (doors.areCrowded() || !registry.admit(connection.address())) {
            connections.turnAway(connection, ByeReason.LIMIT);
            return;
        }
        connection.onClose(() -> registry.dismiss(connection.address()));
        Uni<Void> known = lastEventId.isPresent() ? reconnects.known() : mayGreet();
        connections.await(
                connection,
                known.chain(() -> login).onFailure().recoverWithItem(Optional.empty()),
                viewer -> open(new Arrival(connection, envelope, viewer.orElse(null), opened), lastEventId));
    }

    /** Waits until event ids will be valid, and until other replicas know this one and can forward calls to it. */
    private Uni<Void> mayGreet() {
        return knowledge
                .of(View.MARKS, View.REPLICAS)
                .ifNoItem()
                .after(GREETING_PATIENCE)
                .recoverWithUni(Uni.createFrom().voidItem());
    }

    private void open(Arrival client, Optional<String> lastEventId) {
        if (client.viewer() == null && !anonymousAllowed) {
            connections.turnAway(client.connection(), ByeReason.LOGOUT);
        } else if (lastEventId.isEmpty()) {
            openNew(client, false);
        } else {
            reconnects.resume(client, lastEventId.get(), () -> openNew(client, true));
        }
    }

    private void openNew(Arrival client, boolean unknownCursor) {
        Stream stream = connections.carry(client, ids.next(replica.id()), connections.newClaim());
        if (client.viewer() != null && !registry.claim(stream, client.viewer())) {
            stream.execute(() -> stream.close(ByeReason.LIMIT));
            return;
        }
        stream.open(unknownCursor);
        connections.reportOutage(stream);
        records.saveSometime(stream);
    }
}
