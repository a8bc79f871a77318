package dev.fleetcast.stream;

import dev.fleetcast.access.Viewer;
import java.util.List;
import java.util.function.Supplier;

/** What outlives the connection of a stream, and when it is written down. Confined to the stream's event loop. */
final class LastingState {

    private static final int REAPINGS_TO_THE_END = 3;

    private final Held held;
    private final StreamKeeper keeper;
    private final Supplier<List<FollowedSince>> followed;
    private int changes;
    private int reapings;

    /** @param followed asks what the stream follows */
    LastingState(Held held, StreamKeeper keeper, Supplier<List<FollowedSince>> followed) {
        this.held = held;
        this.keeper = keeper;
        this.followed = followed;
    }

    /** The stream has been taken up again. */
    void restore(StreamRecord record) {
        changes = Math.max(changes, record.changes());
        reapings = record.reapings();
    }

    /** One more subscription: how many there have been. */
    int change() {
        changes++;
        return changes;
    }

    /** How many subscriptions there have been. */
    int changes() {
        return changes;
    }

    void pong(Viewer owner) {
        if (reapings > 0) {
            reapings = 0;
            keeper.keep(record(owner, false));
        }
    }

    /** Where the subscriptions begin in the feed has changed. */
    void restarted(Viewer owner) {
        if (owner != null) {
            keeper.keep(record(owner, false));
        }
    }

    void ended(Viewer owner, Bye reason) {
        reapings += reason == Bye.PONG_TIMEOUT ? 1 : 0;
        boolean over = reason == Bye.LOGOUT || reapings >= REAPINGS_TO_THE_END;
        if (owner != null && (over || reason == Bye.PONG_TIMEOUT)) {
            keeper.keep(record(owner, over));
        }
    }

    StreamRecord record(Viewer owner, boolean over) {
        return new StreamRecord(
                held.id(), held.claim(), held.replica(), owner, changes, followed.get(), reapings, over);
    }
}
