package dev.fleetcast.stream;

import dev.fleetcast.access.Viewer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Opens streams: new ones, and those whose client comes back. Called on the event loop of the connection. */
@ApplicationScoped
class StreamOpening {

    private static final Duration CLAIM_AGAIN = Duration.ofSeconds(1);
    private static final Duration READING_TIME = Duration.ofMillis(300);

    private final StreamRegistry registry;
    private final StreamRecords records;
    private final StreamTable table;
    private final StreamMetrics metrics;
    private final CursorCodec cursors;
    private final Returning returning;
    private final ThisReplica replica;
    private final KafkaLink link;
    private final Draining draining;
    private final StreamParts parts;

    StreamOpening(
            StreamRegistry registry,
            StreamRecords records,
            StreamTable table,
            StreamMetrics metrics,
            CursorCodec cursors,
            Returning returning,
            ThisReplica replica,
            KafkaLink link,
            Draining draining,
            StreamConfig config,
            ResumeConfig resume) {
        this.registry = registry;
        this.records = records;
        this.table = table;
        this.metrics = metrics;
        this.cursors = cursors;
        this.returning = returning;
        this.replica = replica;
        this.link = link;
        this.draining = draining;
        this.parts = new StreamParts(config, resume.maxAge(), cursors, records, returning.source());
    }

    /**
     * Puts a stream on the connection, or tells the client why not.
     *
     * @param viewer whose login came with the connection, or null
     * @param lastEventId what a client that comes back has seen last
     */
    void open(Connection connection, Viewer viewer, Optional<String> lastEventId) {
        if (draining.isDraining()) {
            turnAway(connection, Bye.DRAIN);
            return;
        }
        if (!registry.admit(connection.address())) {
            turnAway(connection, Bye.LIMIT);
            return;
        }
        connection.watch(() -> registry.dismiss(connection.address()));
        if (lastEventId.isEmpty()) {
            openNew(connection, viewer, false);
            return;
        }
        Optional<Cursor> cursor =
                lastEventId.flatMap(cursors::decode).filter(read -> !returning.isAnothers(read, viewer));
        if (cursor.isPresent()) {
            takeOver(connection, viewer, cursor.get());
        } else {
            openNew(connection, viewer, true);
        }
    }

    private void openNew(Connection connection, Viewer viewer, boolean unknownCursor) {
        Stream stream = connection.carry(hold(StreamId.random(replica.id())), parts);
        registry.opened(stream);
        if (viewer != null && !registry.claim(stream, viewer)) {
            connection.loop().execute(() -> stream.close(Bye.LIMIT));
            return;
        }
        stream.open(unknownCursor);
        tellOfOutage(stream);
        records.saveSometime(stream);
    }

    private void takeOver(Connection connection, Viewer viewer, Cursor cursor) {
        String claim = newClaim();
        Optional<StreamRecord> known = table.find(cursor.streamKey()).map(StreamTable.Entry::record);
        if (link.lostSince().isPresent() && known.isPresent()) {
            reopenUnclaimed(connection, cursor, known.get(), claim);
            return;
        }
        // Not for streams nobody knows: each claim is remembered for as long as a stream.
        Uni<Optional<StreamRecord>> claimed = known.isPresent() || !table.isCaughtUp()
                ? table.claim(cursor.streamKey(), claim)
                : claimLate(cursor, claim);
        claimed.subscribe()
                .with(
                        record -> connection.loop().execute(() -> reopen(connection, viewer, cursor, record, claim)),
                        away -> connection.loop().execute(() -> withoutKafka(connection, viewer, cursor, claim)));
    }

    /** What another replica has written just now may not have been read yet. */
    private Uni<Optional<StreamRecord>> claimLate(Cursor cursor, String claim) {
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(READING_TIME)
                .flatMap(waited -> table.find(cursor.streamKey()).isPresent()
                        ? table.claim(cursor.streamKey(), claim)
                        : Uni.createFrom().item(Optional.empty()));
    }

    private void reopen(
            Connection connection, Viewer viewer, Cursor cursor, Optional<StreamRecord> record, String claim) {
        if (connection.isClosed()) {
            return;
        }
        if (record.isEmpty()) {
            openNew(connection, viewer, true);
        } else if (returning.isOver(record.get())) {
            turnAway(connection, Bye.LOGOUT);
        } else {
            Stream stream = carryAgain(connection, cursor, record.get(), claim);
            restore(stream, cursor, record.get());
        }
    }

    /** The stream keeps its place on the connection, and gets its messages when Kafka is back. */
    private void withoutKafka(Connection connection, Viewer viewer, Cursor cursor, String claim) {
        if (connection.isClosed()) {
            return;
        }
        table.find(cursor.streamKey())
                .map(StreamTable.Entry::record)
                .ifPresentOrElse(
                        known -> reopenUnclaimed(connection, cursor, known, claim),
                        () -> openNew(connection, viewer, true));
    }

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
        if (record.isEmpty() || returning.isOver(record.get())) {
            stream.close(Bye.LOGOUT);
        } else {
            restore(stream, cursor, record.get());
        }
    }

    private Stream carryAgain(Connection connection, Cursor cursor, StreamRecord record, String claim) {
        Stream stream = connection.carry(new Held(record.streamId(), replica.id(), claim), parts);
        registry.opened(stream);
        if (registry.claim(stream, record.owner())) {
            stream.reopen(cursor);
        } else {
            connection.loop().execute(() -> stream.close(Bye.LIMIT));
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

    private void turnAway(Connection connection, Bye reason) {
        metrics.ended(reason);
        connection.turnAway(reason);
    }

    private Held hold(StreamId id) {
        return new Held(id, replica.id(), newClaim());
    }

    private String newClaim() {
        return StreamId.random(replica.id()).value();
    }
}
