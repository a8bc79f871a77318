package dev.fleetcast.stream.api;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.connection.Doors;
import dev.fleetcast.connection.Draining;
import dev.fleetcast.kafka.KafkaConnectivity;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.memory.MemoryBudgets;
import dev.fleetcast.memory.MemoryKind;
import dev.fleetcast.replica.ThisReplica;
import dev.fleetcast.stream.Stream;
import dev.fleetcast.stream.StreamContext;
import dev.fleetcast.stream.StreamRecords;
import dev.fleetcast.stream.StreamRegistry;
import dev.fleetcast.stream.cursor.Cursor;
import dev.fleetcast.stream.cursor.CursorCodec;
import dev.fleetcast.stream.event.ByeReason;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.event.StreamIds;
import dev.fleetcast.stream.event.StreamMetrics;
import dev.fleetcast.stream.spi.ResumeConfig;
import dev.fleetcast.stream.spi.StreamClaim;
import dev.fleetcast.stream.spi.StreamConfig;
import dev.fleetcast.stream.spi.StreamRecord;
import dev.fleetcast.stream.spi.StreamTable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Opens new streams and resumes existing ones. Called on the event loop of the connection. */
@ApplicationScoped
class StreamOpener {

    private static final Duration CLAIM_AGAIN = Duration.ofSeconds(1);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    /** A client without an event id gets its stream even while Kafka is unreachable. */
    private static final Duration GREETING_PATIENCE = Duration.ofSeconds(5);

    private final Knowledge knowledge;
    private final WaitingConnections waiting;
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
            WaitingConnections waiting,
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
            MemoryBudgets budgets) {
        this.knowledge = knowledge;
        this.waiting = waiting;
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
                config, resume.maxAge(), cursors, records::keep, returning.source(), budgets.of(MemoryKind.QUEUES));
    }

    /**
     * Opens a stream on the connection, or tells the client why not. If necessary, first waits until this replica has
     * loaded the required data.
     *
     * @param login identifies the caller of the connect request
     * @param lastEventId the last event id of a client that reconnects
     */
    void open(Connection connection, Uni<Optional<Viewer>> login, Optional<String> lastEventId) {
        if (draining.isDraining()) {
            turnAway(connection, ByeReason.DRAIN);
            return;
        }
        if (doors.areCrowded() || !registry.admit(connection.address())) {
            turnAway(connection, ByeReason.LIMIT);
            return;
        }
        connection.watch(() -> registry.dismiss(connection.address()));
        Uni<Void> known = lastEventId.isPresent() ? returning.known() : mayGreet();
        waiting.hold(
                connection,
                known.chain(() -> login).onFailure().recoverWithItem(Optional.empty()),
                viewer -> open(connection, viewer, lastEventId));
    }

    /** Waits until event ids will be valid, and until other replicas know this one and can forward calls to it. */
    private Uni<Void> mayGreet() {
        return knowledge
                .of(View.MARKS, View.REPLICAS)
                .ifNoItem()
                .after(GREETING_PATIENCE)
                .recoverWithUni(Uni.createFrom().voidItem());
    }

    private void open(Connection connection, Optional<Viewer> login, Optional<String> lastEventId) {
        Viewer viewer = login.orElse(null);
        if (viewer == null && !anonymousAllowed) {
            turnAway(connection, ByeReason.LOGOUT);
        } else if (lastEventId.isEmpty()) {
            openNew(connection, viewer, false);
        } else {
            cursors.decode(lastEventId.get())
                    .ifPresentOrElse(
                            cursor -> comeBack(connection, viewer, cursor), () -> openNew(connection, viewer, true));
        }
    }

    private void comeBack(Connection connection, Viewer viewer, Cursor cursor) {
        if (reconnects.allows(cursor.streamKey())) {
            waiting.hold(connection, newest(cursor), known -> comeBack(connection, viewer, cursor, known));
        } else {
            turnAway(connection, ByeReason.LIMIT);
        }
    }

    /** Another replica's latest record may not have been read yet; while Kafka is unreachable, this waits for it. */
    private Uni<Optional<StreamRecord>> newest(Cursor cursor) {
        return Uni.createFrom().deferred(() -> {
            Optional<StreamRecord> known = record(cursor);
            return known.isPresent()
                    ? Uni.createFrom().item(known)
                    : table.upToDate()
                            .onFailure()
                            .retry()
                            .withBackOff(LOOK_AGAIN, LOOK_AGAIN)
                            .indefinitely()
                            .map(upToDate -> record(cursor));
        });
    }

    private Optional<StreamRecord> record(Cursor cursor) {
        return table.find(cursor.streamKey()).map(StreamTable.Entry::record);
    }

    private void openNew(Connection connection, Viewer viewer, boolean unknownCursor) {
        Stream stream = connection.carry(hold(ids.next(replica.id())), parts);
        registry.opened(stream);
        if (viewer != null && !registry.claim(stream, viewer)) {
            connection.loop().execute(() -> stream.close(ByeReason.LIMIT));
            return;
        }
        stream.open(unknownCursor);
        tellOfOutage(stream);
        records.saveSometime(stream);
    }

    private void comeBack(Connection connection, Viewer viewer, Cursor cursor, Optional<StreamRecord> known) {
        String claim = newClaim();
        // Not for unknown streams: each claim is remembered for as long as a stream.
        if (known.isEmpty() || ResumeRights.belongsToAnother(known.get(), viewer)) {
            openNew(connection, viewer, true);
        } else if (link.lostSince().isPresent()) {
            reopenUnclaimed(connection, cursor, known.get(), claim);
        } else {
            waiting.hold(
                    connection,
                    table.claim(cursor.streamKey(), claim)
                            .<Runnable>map(record -> () -> reopen(connection, viewer, cursor, record, claim))
                            .onFailure()
                            .recoverWithItem(() -> reopenUnclaimed(connection, cursor, known.get(), claim)),
                    Runnable::run);
        }
    }

    private void reopen(
            Connection connection, Viewer viewer, Cursor cursor, Optional<StreamRecord> record, String claim) {
        if (record.isEmpty()) {
            openNew(connection, viewer, true);
        } else if (returning.isOver(record.get())) {
            turnAway(connection, ByeReason.LOGOUT);
        } else {
            Stream stream = carryAgain(connection, cursor, record.get(), claim);
            restore(stream, cursor, record.get());
        }
    }

    /** The stream stays on the connection, and gets its messages when Kafka is reachable again. */
    private void reopenUnclaimed(Connection connection, Cursor cursor, StreamRecord known, String claim) {
        Stream stream = carryAgain(connection, cursor, known, claim);
        tellOfOutage(stream);
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

    private Stream carryAgain(Connection connection, Cursor cursor, StreamRecord record, String claim) {
        Stream stream = connection.carry(new StreamClaim(record.streamId(), replica.id(), claim), parts);
        registry.opened(stream);
        if (registry.claim(stream, record.owner())) {
            stream.reopen(cursor);
        } else {
            connection.loop().execute(() -> stream.close(ByeReason.LIMIT));
        }
        return stream;
    }

    private void restore(Stream stream, Cursor cursor, StreamRecord record) {
        if (stream.owner() != null) {
            stream.restore(returning.restoration(record, cursor));
            records.saveSometime(stream);
        }
    }

    private void tellOfOutage(Stream stream) {
        link.lostSince().ifPresent(stream::degraded);
    }

    private void turnAway(Connection connection, ByeReason reason) {
        metrics.ended(reason);
        connection.turnAway(reason);
    }

    private StreamClaim hold(StreamId id) {
        return new StreamClaim(id, replica.id(), newClaim());
    }

    private String newClaim() {
        return StreamId.random(replica.id()).value();
    }
}
