package dev.fleetcast.stream.api;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.connection.Doors;
import dev.fleetcast.connection.Drainable;
import dev.fleetcast.connection.Draining;
import dev.fleetcast.kafka.KafkaConnectivity;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.memory.MemoryBudgets;
import dev.fleetcast.memory.MemoryKind;
import dev.fleetcast.replica.ThisReplica;
import dev.fleetcast.sse.SseConnection;
import dev.fleetcast.stream.AreaSources;
import dev.fleetcast.stream.Router;
import dev.fleetcast.stream.Stream;
import dev.fleetcast.stream.StreamContext;
import dev.fleetcast.stream.StreamLoop;
import dev.fleetcast.stream.StreamRecords;
import dev.fleetcast.stream.StreamRegistry;
import dev.fleetcast.stream.area.Areas;
import dev.fleetcast.stream.cursor.Cursor;
import dev.fleetcast.stream.cursor.CursorCodec;
import dev.fleetcast.stream.event.ByeReason;
import dev.fleetcast.stream.event.ControlEvents;
import dev.fleetcast.stream.event.Envelope;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.event.StreamIds;
import dev.fleetcast.stream.event.StreamMetrics;
import dev.fleetcast.stream.spi.ResumeConfig;
import dev.fleetcast.stream.spi.StreamConfig;
import dev.fleetcast.stream.spi.StreamTable;
import dev.fleetcast.stream.spi.StreamTable.StreamRecord;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Opens new streams and resumes existing ones. Called on the event loop of the connection. */
@ApplicationScoped
class StreamOpener implements Drainable {

    private static final Duration CLAIM_AGAIN = Duration.ofSeconds(1);
    /** A client without an event id gets its stream even while Kafka is unreachable. */
    private static final Duration GREETING_PATIENCE = Duration.ofSeconds(5);

    private final Knowledge knowledge;
    private final Set<SseConnection> waiting = ConcurrentHashMap.newKeySet();
    private final Router router;
    private final StreamRegistry registry;
    private final StreamIds ids;
    private final StreamRate reconnects;
    private final StreamRecords records;
    private final StreamTable table;
    private final StreamMetrics metrics;
    private final CursorCodec cursors;
    private final ResumeRights returning;
    private final ThisReplica replica;
    private final KafkaConnectivity link;
    private final Draining draining;
    private final boolean anonymousAllowed;
    private final Doors doors;
    private final StreamContext parts;

    StreamOpener(
            Knowledge knowledge,
            Router router,
            StreamRegistry registry,
            StreamIds ids,
            StreamRecords records,
            StreamTable table,
            StreamMetrics metrics,
            CursorCodec cursors,
            ResumeRights returning,
            ThisReplica replica,
            KafkaConnectivity link,
            Draining draining,
            Doors doors,
            StreamConfig config,
            ResumeConfig resume,
            MemoryBudgets budgets,
            Areas areas) {
        this.knowledge = knowledge;
        this.router = router;
        this.anonymousAllowed = config.anonymousConnect();
        this.registry = registry;
        this.ids = ids;
        this.reconnects = new StreamRate(config.maxReconnects());
        this.records = records;
        this.table = table;
        this.metrics = metrics;
        this.cursors = cursors;
        this.returning = returning;
        this.replica = replica;
        this.link = link;
        this.draining = draining;
        this.doors = doors;
        this.parts = new StreamContext(
                config,
                resume.maxAge(),
                cursors,
                records::keep,
                returning.source(),
                new AreaSources(areas::find, areas::isInside, records::save, budgets.of(MemoryKind.AREAS)),
                budgets.of(MemoryKind.QUEUES));
    }

    /**
     * Opens a stream on the connection, or tells the client why not. If necessary, first waits until this replica has
     * loaded the required data.
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
            turnAway(connection, ByeReason.DRAIN);
            return;
        }
        if (doors.areCrowded() || !registry.admit(connection.address())) {
            turnAway(connection, ByeReason.LIMIT);
            return;
        }
        connection.onClose(() -> registry.dismiss(connection.address()));
        Uni<Void> known = lastEventId.isPresent() ? returning.known() : mayGreet();
        await(
                connection,
                known.chain(() -> login).onFailure().recoverWithItem(Optional.empty()),
                viewer -> open(new Arrival(connection, envelope, viewer.orElse(null), opened), lastEventId));
    }

    /** Turns away the clients that have no stream yet because this replica has not loaded the required data. */
    @Override
    public Collection<Runnable> closings() {
        return waiting.stream()
                .<Runnable>map(connection -> () -> connection.turnAway(ControlEvents.bye(ByeReason.DRAIN)))
                .toList();
    }

    private <T> void await(SseConnection connection, Uni<T> awaited, Consumer<T> then) {
        waiting.add(connection);
        connection.await(awaited.onTermination().invoke(() -> waiting.remove(connection)), then);
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
            turnAway(client.connection(), ByeReason.LOGOUT);
        } else if (lastEventId.isEmpty()) {
            openNew(client, false);
        } else {
            cursors.decode(lastEventId.get())
                    .ifPresentOrElse(cursor -> resume(client, cursor), () -> openNew(client, true));
        }
    }

    private void resume(Arrival client, Cursor cursor) {
        if (reconnects.allows(cursor.streamKey())) {
            await(client.connection(), returning.newest(cursor), known -> resume(client, cursor, known));
        } else {
            turnAway(client.connection(), ByeReason.LIMIT);
        }
    }

    private void openNew(Arrival client, boolean unknownCursor) {
        Stream stream = carry(client, ids.next(replica.id()), newClaim());
        if (client.viewer() != null && !registry.claim(stream, client.viewer())) {
            stream.execute(() -> stream.close(ByeReason.LIMIT));
            return;
        }
        stream.open(unknownCursor);
        reportOutage(stream);
        records.saveSometime(stream);
    }

    private void resume(Arrival client, Cursor cursor, Optional<StreamRecord> known) {
        String claim = newClaim();
        // Not for unknown streams: each claim is remembered for as long as a stream.
        if (known.isEmpty() || ResumeRights.belongsToAnother(known.get(), client.viewer())) {
            openNew(client, true);
        } else if (link.lostSince().isPresent()) {
            reopenUnclaimed(client, cursor, known.get(), claim);
        } else {
            await(
                    client.connection(),
                    table.claim(cursor.streamKey(), claim)
                            .<Runnable>map(record -> () -> reopen(client, cursor, record, claim))
                            .onFailure()
                            .recoverWithItem(() -> reopenUnclaimed(client, cursor, known.get(), claim)),
                    Runnable::run);
        }
    }

    private void reopen(Arrival client, Cursor cursor, Optional<StreamRecord> record, String claim) {
        if (record.isEmpty()) {
            openNew(client, true);
        } else if (returning.isOver(record.get())) {
            turnAway(client.connection(), ByeReason.LOGOUT);
        } else {
            Stream stream = carryAgain(client, cursor, record.get(), claim);
            restore(stream, cursor, record.get());
        }
    }

    /** The stream stays on the connection, and gets its messages when Kafka is reachable again. */
    private void reopenUnclaimed(Arrival client, Cursor cursor, StreamRecord known, String claim) {
        Stream stream = carryAgain(client, cursor, known, claim);
        reportOutage(stream);
        claimAgain(stream, cursor, claim);
    }

    private void claimAgain(Stream stream, Cursor cursor, String claim) {
        Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(CLAIM_AGAIN)
                .flatMap(waited -> table.claim(cursor.streamKey(), claim))
                .subscribe()
                .with(
                        record -> stream.execute(() -> claimed(stream, cursor, record)),
                        away -> stream.execute(() -> {
                            if (!stream.isClosed()) {
                                claimAgain(stream, cursor, claim);
                            }
                        }));
    }

    private void claimed(Stream stream, Cursor cursor, Optional<StreamRecord> record) {
        if (stream.isClosed()) {
            return;
        }
        if (record.isEmpty()) {
            // There was no room to remember its subscriptions.
            stream.close(ByeReason.LIMIT);
        } else if (returning.isOver(record.get())) {
            stream.close(ByeReason.LOGOUT);
        } else {
            restore(stream, cursor, record.get());
        }
    }

    private Stream carryAgain(Arrival client, Cursor cursor, StreamRecord record, String claim) {
        Stream stream = carry(client, record.streamId(), claim);
        if (registry.claim(stream, record.owner())) {
            stream.reopen(cursor);
        } else {
            stream.execute(() -> stream.close(ByeReason.LIMIT));
        }
        return stream;
    }

    private Stream carry(Arrival client, StreamId id, String claim) {
        SseConnection connection = client.connection();
        StreamLoop loop = router.loop(connection.loop());
        Stream stream = new Stream(
                new StreamTable.Hold(id, replica.id(), claim),
                client.envelope(),
                connection.address(),
                connection.outlet(),
                loop,
                parts);
        connection.carry(stream::gone);
        loop.add(stream);
        registry.opened(stream);
        client.opened().accept(stream);
        return stream;
    }

    private void restore(Stream stream, Cursor cursor, StreamRecord record) {
        if (stream.owner() != null) {
            stream.restore(returning.restoration(record, cursor));
            records.saveSometime(stream);
        }
    }

    private void reportOutage(Stream stream) {
        link.lostSince().ifPresent(stream::degraded);
    }

    private void turnAway(SseConnection connection, ByeReason reason) {
        metrics.ended(reason);
        connection.turnAway(ControlEvents.bye(reason));
    }

    private String newClaim() {
        return StreamId.random(replica.id()).value();
    }
}
