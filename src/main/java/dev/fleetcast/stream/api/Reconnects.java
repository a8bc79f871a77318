package dev.fleetcast.stream.api;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.request.Visibility;
import dev.fleetcast.connection.RateLimit;
import dev.fleetcast.kafka.KafkaConnectivity;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.sse.LastEventId;
import dev.fleetcast.stream.ResumePlan;
import dev.fleetcast.stream.Stream;
import dev.fleetcast.stream.StreamRecords;
import dev.fleetcast.stream.StreamRegistry;
import dev.fleetcast.stream.api.StreamOpener.Arrival;
import dev.fleetcast.stream.cursor.Cursor;
import dev.fleetcast.stream.cursor.CursorCodec;
import dev.fleetcast.stream.event.ByeReason;
import dev.fleetcast.stream.spi.StreamConfig;
import dev.fleetcast.stream.spi.StreamTable;
import dev.fleetcast.stream.spi.StreamTable.StreamRecord;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Resumes the streams of clients that reconnect, with the rights that their owners have now. */
@ApplicationScoped
class Reconnects {

    private static final View[] NEEDED = {
        View.MARKS, View.STREAMS, View.REPLICAS, View.SESSIONS, View.REGISTRY, View.FEED
    };

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration CLAIM_AGAIN = Duration.ofSeconds(1);

    private final Knowledge knowledge;
    private final CursorCodec cursors;
    private final StreamTable table;
    private final Visibility visibility;
    private final KafkaConnectivity link;
    private final StreamRegistry registry;
    private final StreamRecords records;
    private final RateLimit<Long> rate;

    Reconnects(
            Knowledge knowledge,
            CursorCodec cursors,
            StreamTable table,
            Visibility visibility,
            KafkaConnectivity link,
            StreamRegistry registry,
            StreamRecords records,
            StreamConfig config) {
        this.knowledge = knowledge;
        this.cursors = cursors;
        this.table = table;
        this.visibility = visibility;
        this.link = link;
        this.registry = registry;
        this.records = records;
        this.rate = RateLimit.even(config.maxReconnects(), Duration.ofMinutes(1));
    }

    /**
     * Completes when all data that decides about a reconnect is loaded. With partial data, a stream would seem unknown,
     * its units hidden, or the feed complete although messages were missed.
     */
    Uni<Void> known() {
        return knowledge.of(NEEDED);
    }

    /** Whether the request resumes a stream that is known to have ended for good. Safe for use by any thread. */
    boolean isEndedStreamResumedBy(HttpServerRequest request, Optional<Viewer> viewer) {
        return LastEventId.of(request)
                .filter(id -> knowledge.has(View.REGISTRY, View.SESSIONS, View.MARKS))
                .flatMap(cursors::decode)
                .flatMap(this::record)
                .filter(record -> viewer.isEmpty()
                        || viewer.get().userId() == record.owner().userId())
                .filter(this::isOver)
                .isPresent();
    }

    /**
     * Resumes the client's stream, opens a new one if the old one is unknown here, or turns the client away. Called on the
     * event loop of the connection.
     */
    void resume(Arrival client, String lastEventId) {
        Optional<Cursor> decoded = cursors.decode(lastEventId);
        if (decoded.isEmpty()) {
            client.open(true);
        } else if (rate.allows(decoded.get().streamKey())) {
            Cursor cursor = decoded.get();
            client.await(newest(cursor), known -> resume(new Return(client, cursor), known));
        } else {
            client.turnAway(ByeReason.LIMIT);
        }
    }

    /** A client that reconnects. */
    private record Return(Arrival client, Cursor cursor) {}

    private void resume(Return back, Optional<StreamRecord> known) {
        Arrival client = back.client();
        String claim = client.newClaim();
        // Not for unknown streams: each claim is remembered for as long as a stream.
        if (known.isEmpty() || belongsToAnother(known.get(), client.viewer())) {
            client.open(true);
        } else if (link.lostSince().isPresent()) {
            reopenUnclaimed(back, known.get(), claim);
        } else {
            client.await(
                    table.claim(back.cursor().streamKey(), claim)
                            .<Runnable>map(record -> () -> reopen(back, record, claim))
                            .onFailure()
                            .recoverWithItem(() -> reopenUnclaimed(back, known.get(), claim)),
                    Runnable::run);
        }
    }

    /** The saved stream. Another replica may just have written it; while Kafka is unreachable, this waits for it. */
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

    /** Whether the stream belongs to a user other than {@code viewer}; false without a login. */
    private static boolean belongsToAnother(StreamRecord record, Viewer viewer) {
        return viewer != null && record.owner().userId() != viewer.userId();
    }

    /** Whether the stream or its owner's session has ended. */
    private boolean isOver(StreamRecord record) {
        return record.ended() || !visibility.sessionLive(record.owner());
    }

    private void reopen(Return back, Optional<StreamRecord> record, String claim) {
        if (record.isEmpty()) {
            back.client().open(true);
        } else if (isOver(record.get())) {
            back.client().turnAway(ByeReason.LOGOUT);
        } else {
            Stream stream = carry(back, record.get(), claim);
            // From now on it learns of claims by others, but one may have been read before it was registered.
            table.find(back.cursor().streamKey()).ifPresent(newest -> stream.claimedBy(newest.claim()));
            restore(stream, back.cursor(), record.get());
        }
    }

    /** The stream stays on the connection, and gets its messages when Kafka is reachable again. */
    private void reopenUnclaimed(Return back, StreamRecord known, String claim) {
        Stream stream = carry(back, known, claim);
        back.client().reportOutage(stream);
        claimAgain(stream, back.cursor(), claim);
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
        } else if (isOver(record.get())) {
            stream.close(ByeReason.LOGOUT);
        } else {
            restore(stream, cursor, record.get());
        }
    }

    private Stream carry(Return back, StreamRecord record, String claim) {
        Stream stream = back.client().carry(record.streamId(), claim);
        if (registry.claim(stream, record.owner())) {
            stream.reopen(back.cursor());
        } else {
            stream.execute(() -> stream.close(ByeReason.LIMIT));
        }
        return stream;
    }

    private void restore(Stream stream, Cursor cursor, StreamRecord record) {
        if (stream.owner() != null && !stream.isClosed()) {
            stream.restore(new ResumePlan(record, cursor, unit -> visibility.maySee(record.owner(), unit)));
            records.saveSometime(stream);
        }
    }
}
