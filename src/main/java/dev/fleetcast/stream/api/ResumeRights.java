package dev.fleetcast.stream.api;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.request.Visibility;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.memory.MemoryBudgets;
import dev.fleetcast.memory.MemoryKind;
import dev.fleetcast.stream.ResumePlan;
import dev.fleetcast.stream.Router;
import dev.fleetcast.stream.cursor.Cursor;
import dev.fleetcast.stream.spi.Replays;
import dev.fleetcast.stream.spi.ResumeConfig;
import dev.fleetcast.stream.spi.ResumeSources;
import dev.fleetcast.stream.spi.Snapshots;
import dev.fleetcast.stream.spi.StreamRecord;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Decides what a reconnecting client gets, based on its current rights. */
@ThreadSafe
@ApplicationScoped
class ResumeRights {

    private static final View[] NEEDED = {
        View.MARKS, View.STREAMS, View.REPLICAS, View.SESSIONS, View.REGISTRY, View.FEED
    };

    private final Knowledge knowledge;
    private final EndedStreams ended;
    private final Visibility visibility;
    private final ResumeSources source;

    ResumeRights(
            Knowledge knowledge,
            EndedStreams ended,
            Visibility visibility,
            Replays replays,
            Snapshots snapshots,
            Router router,
            ResumeConfig config,
            MemoryBudgets budgets) {
        this.knowledge = knowledge;
        this.ended = ended;
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

    /** Whether the stream belongs to a user other than {@code viewer}; false without a login. */
    static boolean isAnothers(StreamRecord record, Viewer viewer) {
        return viewer != null && record.owner().userId() != viewer.userId();
    }

    /** The sources of missed messages. */
    ResumeSources source() {
        return source;
    }

    boolean isOver(StreamRecord record) {
        return ended.isOver(record);
    }

    /** How to restore the stream. */
    ResumePlan restoration(StreamRecord record, Cursor cursor) {
        Viewer owner = record.owner();
        return new ResumePlan(record, cursor, (UnitId unit) -> visibility.maySee(owner, unit));
    }
}
