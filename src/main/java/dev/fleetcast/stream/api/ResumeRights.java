package dev.fleetcast.stream.api;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.request.Visibility;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.memory.MemoryBudgets;
import dev.fleetcast.memory.MemoryKind;
import dev.fleetcast.sse.LastEventId;
import dev.fleetcast.stream.ResumePlan;
import dev.fleetcast.stream.Router;
import dev.fleetcast.stream.cursor.Cursor;
import dev.fleetcast.stream.cursor.CursorCodec;
import dev.fleetcast.stream.spi.Replays;
import dev.fleetcast.stream.spi.ResumeConfig;
import dev.fleetcast.stream.spi.ResumeSources;
import dev.fleetcast.stream.spi.Snapshots;
import dev.fleetcast.stream.spi.StreamTable;
import dev.fleetcast.stream.spi.StreamTable.StreamRecord;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Decides what a reconnecting client gets, based on its current rights. */
@ThreadSafe
@ApplicationScoped
class ResumeRights {

    private static final View[] NEEDED = {
        View.MARKS, View.STREAMS, View.REPLICAS, View.SESSIONS, View.REGISTRY, View.FEED
    };

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Knowledge knowledge;
    private final CursorCodec cursors;
    private final StreamTable table;
    private final Visibility visibility;
    private final ResumeSources source;

    ResumeRights(
            Knowledge knowledge,
            CursorCodec cursors,
            StreamTable table,
            Visibility visibility,
            Replays replays,
            Snapshots snapshots,
            Router router,
            ResumeConfig config,
            MemoryBudgets budgets) {
        this.knowledge = knowledge;
        this.cursors = cursors;
        this.table = table;
        this.visibility = visibility;
        this.source = new ResumeSources(replays, snapshots, router::readTo, config, budgets.of(MemoryKind.REPLAYS));
    }

    /**
     * Completes when all data that decides about a reconnect is loaded. With partial data, a stream would seem unknown,
     * its units hidden, or the feed complete although messages were missed.
     */
    Uni<Void> known() {
        return knowledge.of(NEEDED);
    }

    /** The saved stream. Another replica may just have written it; while Kafka is unreachable, this waits for it. */
    Uni<Optional<StreamRecord>> newest(Cursor cursor) {
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
    static boolean belongsToAnother(StreamRecord record, Viewer viewer) {
        return viewer != null && record.owner().userId() != viewer.userId();
    }

    /** The sources of missed messages. */
    ResumeSources source() {
        return source;
    }

    /** Whether the request resumes a stream that is known to have ended for good. */
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

    /** Whether the stream or its owner's session has ended. */
    boolean isOver(StreamRecord record) {
        return record.ended() || !visibility.sessionLive(record.owner());
    }

    /** How to restore the stream. */
    ResumePlan restoration(StreamRecord record, Cursor cursor) {
        Viewer owner = record.owner();
        return new ResumePlan(record, cursor, (UnitId unit) -> visibility.maySee(owner, unit));
    }
}
