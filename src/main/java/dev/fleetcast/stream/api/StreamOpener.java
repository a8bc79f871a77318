package dev.fleetcast.stream.api;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.connection.Admission;
import dev.fleetcast.connection.Drainable;
import dev.fleetcast.kafka.KafkaConnectivity;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.replica.ThisReplica;
import dev.fleetcast.sse.SseConnection;
import dev.fleetcast.stream.Router;
import dev.fleetcast.stream.Stream;
import dev.fleetcast.stream.StreamContext;
import dev.fleetcast.stream.StreamLoop;
import dev.fleetcast.stream.StreamRecords;
import dev.fleetcast.stream.StreamRegistry;
import dev.fleetcast.stream.event.ByeReason;
import dev.fleetcast.stream.event.ControlEvents;
import dev.fleetcast.stream.event.Envelope;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.event.StreamIds;
import dev.fleetcast.stream.event.StreamMetrics;
import dev.fleetcast.stream.spi.StreamTable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Opens streams for clients: new ones here, those of clients that reconnect by {@link Reconnects}. */
@ApplicationScoped
class StreamOpener implements Drainable {

    /** A client without an event id gets its stream even while Kafka is unreachable. */
    private static final Duration GREETING_PATIENCE = Duration.ofSeconds(5);

    private final Set<SseConnection> waiting = ConcurrentHashMap.newKeySet();
    private final Knowledge knowledge;
    private final Admission admission;
    private final Router router;
    private final StreamRegistry registry;
    private final StreamRecords records;
    private final StreamMetrics metrics;
    private final Reconnects reconnects;
    private final StreamIds ids;
    private final ThisReplica replica;
    private final KafkaConnectivity link;
    private final StreamContext context;

    StreamOpener(
            Knowledge knowledge,
            Admission admission,
            Router router,
            StreamRegistry registry,
            StreamRecords records,
            StreamMetrics metrics,
            Reconnects reconnects,
            StreamIds ids,
            ThisReplica replica,
            KafkaConnectivity link,
            StreamContext context) {
        this.knowledge = knowledge;
        this.admission = admission;
        this.router = router;
        this.registry = registry;
        this.records = records;
        this.metrics = metrics;
        this.reconnects = reconnects;
        this.ids = ids;
        this.replica = replica;
        this.link = link;
        this.context = context;
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
        switch (admission.decide(connection.address(), registry::admit)) {
            case DRAINING -> turnAway(connection, ByeReason.DRAIN);
            case FULL -> turnAway(connection, ByeReason.LIMIT);
            case ADMITTED -> openAdmitted(connection, envelope, login, lastEventId, opened);
        }
    }

    private void openAdmitted(
            SseConnection connection,
            Envelope envelope,
            Uni<Optional<Viewer>> login,
            Optional<String> lastEventId,
            Consumer<Stream> opened) {
        connection.onClose(() -> registry.dismiss(connection.address()));
        Uni<Void> known = lastEventId.isPresent() ? reconnects.known() : mayGreet();
        await(
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
        if (client.viewer() == null && !context.config().anonymousConnect()) {
            client.turnAway(ByeReason.LOGOUT);
        } else if (lastEventId.isEmpty()) {
            client.open(false);
        } else {
            reconnects.resume(client, lastEventId.get());
        }
    }

    /** Runs {@code then} with the result unless the client is gone by then, see {@link SseConnection#await}. */
    private <T> void await(SseConnection connection, Uni<T> awaited, Consumer<T> then) {
        waiting.add(connection);
        connection.await(awaited.onTermination().invoke(() -> waiting.remove(connection)), then);
    }

    private void turnAway(SseConnection connection, ByeReason reason) {
        metrics.ended(reason);
        connection.turnAway(ControlEvents.bye(reason));
    }

    /** Turns away the clients that have no stream yet because this replica has not loaded the required data. */
    @Override
    public Collection<Runnable> closings() {
        return waiting.stream()
                .<Runnable>map(connection -> () -> connection.turnAway(ControlEvents.bye(ByeReason.DRAIN)))
                .toList();
    }

    /** A client that wants a stream, on the event loop of its connection. */
    final class Arrival {

        private final SseConnection connection;
        private final Envelope envelope;
        private final Viewer viewer;
        private final Consumer<Stream> opened;

        private Arrival(SseConnection connection, Envelope envelope, Viewer viewer, Consumer<Stream> opened) {
            this.connection = connection;
            this.envelope = envelope;
            this.viewer = viewer;
            this.opened = opened;
        }

        /** The logged-in user; null while anonymous. */
        Viewer viewer() {
            return viewer;
        }

        /** Opens a new stream. */
        void open(boolean unknownCursor) {
            Stream stream = carry(ids.next(replica.id()), newClaim());
            if (viewer != null && !registry.claim(stream, viewer)) {
                stream.execute(() -> stream.close(ByeReason.LIMIT));
                return;
            }
            stream.open(unknownCursor);
            reportOutage(stream);
            records.saveSometime(stream);
        }

        /**
         * Puts a stream on the connection; it has sent nothing yet.
         *
         * @param claim the token under which this replica holds the stream
         */
        Stream carry(StreamId id, String claim) {
            StreamLoop loop = router.loop(connection.loop());
            Stream stream = new Stream(
                    new StreamTable.Hold(id, replica.id(), claim),
                    envelope,
                    connection.address(),
                    connection.outlet(),
                    loop,
                    context);
            connection.carry(stream::gone);
            loop.add(stream);
            registry.opened(stream);
            opened.accept(stream);
            return stream;
        }

        /** A token for a new claim of a stream. */
        String newClaim() {
            return StreamId.random(replica.id()).value();
        }

        /** Tells the client of the stream if Kafka is unreachable. */
        void reportOutage(Stream stream) {
            link.lostSince().ifPresent(stream::degraded);
        }

        /** Runs {@code then} with the result unless the client is gone by then. */
        <T> void await(Uni<T> awaited, Consumer<T> then) {
            StreamOpener.this.await(connection, awaited, then);
        }

        void turnAway(ByeReason reason) {
            StreamOpener.this.turnAway(connection, reason);
        }
    }
}
