package dev.fleetcast.stream;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.stream.event.ByeReason;
import dev.fleetcast.stream.spi.StreamClaim;
import dev.fleetcast.stream.spi.StreamRecord;
import dev.fleetcast.stream.spi.SubscriptionGroup;
import dev.fleetcast.threading.EventLoopConfined;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The state of a stream that outlives its connection; decides when to write it to Kafka. */
@EventLoopConfined
final class LastingState {

    private static final int REAPINGS_TO_THE_END = 3;

    private final StreamClaim held;
    private final Consumer<StreamRecord> keeper;
    private final Supplier<List<SubscriptionGroup>> followed;
    private int changes;
    private int reapings;

    /** @param followed returns what the stream follows */
    LastingState(StreamClaim held, Consumer<StreamRecord> keeper, Supplier<List<SubscriptionGroup>> followed) {
        this.held = held;
        this.keeper = keeper;
        this.followed = followed;
    }

    /** Restores the state of a resumed stream. */
    void restore(StreamRecord record) {
        changes = Math.max(changes, record.changes());
        reapings = record.reapings();
    }

    /** Counts one more subscription and returns the new count. */
    int change() {
        changes++;
        return changes;
    }

    /** The number of subscriptions made so far. */
    int changes() {
        return changes;
    }

    void pong(Viewer owner) {
        if (reapings > 0) {
            reapings = 0;
            keeper.accept(record(owner, false));
        }
    }

    /** Saves the stream after its subscriptions have moved to another point of the feed. */
    void restarted(Viewer owner) {
        if (owner != null) {
            keeper.accept(record(owner, false));
        }
    }

    void ended(Viewer owner, ByeReason reason) {
        reapings += reason == ByeReason.PONG_TIMEOUT ? 1 : 0;
        boolean over = reason == ByeReason.LOGOUT || reapings >= REAPINGS_TO_THE_END;
        if (owner != null && (over || reason == ByeReason.PONG_TIMEOUT)) {
            keeper.accept(record(owner, over));
        }
    }

    StreamRecord record(Viewer owner, boolean over) {
        return new StreamRecord(
                held.id(), held.claim(), held.replica(), owner, changes, followed.get(), reapings, over);
    }
}
