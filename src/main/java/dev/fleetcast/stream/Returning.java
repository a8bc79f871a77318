package dev.fleetcast.stream;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.Visibility;
import dev.fleetcast.memory.MemoryBudgets;
import dev.fleetcast.memory.MemoryKind;
import dev.fleetcast.telemetry.UnitId;
import jakarta.enterprise.context.ApplicationScoped;

/** What a client that comes back is entitled to, with the rights of today; safe for use by any thread. */
@ApplicationScoped
class Returning {

    private final StreamTable table;
    private final EndedStreams ended;
    private final Visibility visibility;
    private final RecoverySource source;

    Returning(
            StreamTable table,
            EndedStreams ended,
            Visibility visibility,
            Replays replays,
            Snapshots snapshots,
            Router router,
            ResumeConfig config,
            MemoryBudgets budgets) {
        this.table = table;
        this.ended = ended;
        this.visibility = visibility;
        this.source = new RecoverySource(replays, snapshots, router::begun, config, budgets.of(MemoryKind.REPLAYS));
    }

    /** Whether the stream is another user's than {@code viewer}; never so without a login. */
    boolean isAnothers(Cursor cursor, Viewer viewer) {
        return viewer != null
                && table.find(cursor.streamKey())
                        .map(StreamTable.Entry::record)
                        .filter(record -> record.owner().userId() != viewer.userId())
                        .isPresent();
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
