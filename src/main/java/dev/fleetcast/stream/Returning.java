package dev.fleetcast.stream;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.Visibility;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.memory.MemoryBudgets;
import dev.fleetcast.memory.MemoryKind;
import dev.fleetcast.telemetry.UnitId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** What a client that comes back is entitled to, with the rights of today; safe for use by any thread. */
@ApplicationScoped
class Returning {

    private static final View[] NEEDED = {
        View.MARKS, View.STREAMS, View.REPLICAS, View.SESSIONS, View.REGISTRY, View.FEED
    };

    private final Knowledge knowledge;
    private final EndedStreams ended;
    private final Visibility visibility;
    private final RecoverySource source;

    Returning(
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
        this.source = new RecoverySource(replays, snapshots, router::begun, config, budgets.of(MemoryKind.REPLAYS));
    }

    /**
     * Completes when everything is known that decides what a client gets that comes back: read from a part of it, a stream
     * would seem to be unknown, its units hidden, or the feed to have nothing that was missed.
     */
    Uni<Void> known() {
        return knowledge.of(NEEDED);
    }

    /** Whether the stream is another user's than {@code viewer}; never so without a login. */
    static boolean isAnothers(StreamRecord record, Viewer viewer) {
        return viewer != null && record.owner().userId() != viewer.userId();
    }

    /** Where clients get what they have missed. */
    RecoverySource source() {
        return source;
    }

    boolean isOver(StreamRecord record) {
        return ended.isOver(record);
    }

    /** What becomes of the stream. */
    Restoration restoration(StreamRecord record, Cursor cursor) {
        Viewer owner = record.owner();
        return new Restoration(record, cursor, (UnitId unit) -> visibility.maySee(owner, unit));
    }
}
