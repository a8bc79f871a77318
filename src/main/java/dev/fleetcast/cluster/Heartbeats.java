package dev.fleetcast.cluster;

import dev.fleetcast.stream.ReplicaId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Judges by their heartbeats who is alive. All times are Kafka's, in milliseconds, and what they are compared with is this
 * replica's own newest heartbeat: while Kafka cannot be reached nothing is heard of anybody, and nobody dies of it.
 *
 * <p>Safe for use by any thread.
 */
final class Heartbeats {

    private static final long DEAD_AFTER = Duration.ofSeconds(5).toMillis();
    /** Own heartbeats further apart than this mean that Kafka was away, for the others too. */
    private static final long INTERRUPTION = Duration.ofSeconds(3).toMillis();

    private static final long FORGOTTEN_AFTER = Duration.ofMinutes(1).toMillis();
    private static final long NEVER = Long.MIN_VALUE;

    private final ReplicaId me;
    private final Map<ReplicaId, Long> newest = new HashMap<>();
    private long ownNewest = NEVER;
    private long listeningSince;

    Heartbeats(ReplicaId me) {
        this.me = me;
    }

    /** A heartbeat has been read. */
    synchronized void heard(ReplicaId from, long at) {
        if (from.equals(me)) {
            heardMyself(at);
        } else {
            newest.put(from, at);
        }
    }

    /** A replica has said that it goes. */
    synchronized void left(ReplicaId replica) {
        newest.remove(replica);
    }

    /**
     * Whether the replica is alive as far as is known. One that has never been heard of is dead, but not in the first
     * seconds after Kafka was away.
     */
    synchronized boolean isAlive(ReplicaId replica) {
        if (replica.equals(me) || ownNewest == NEVER) {
            return true;
        }
        return ownNewest - Math.max(listeningSince, newest.getOrDefault(replica, NEVER)) <= DEAD_AFTER;
    }

    /** All that are known to be alive, this one included. */
    synchronized Set<ReplicaId> live() {
        Set<ReplicaId> live = new HashSet<>(newest.keySet());
        live.removeIf(replica -> !isAlive(replica));
        live.add(me);
        return live;
    }

    private void heardMyself(long at) {
        if (ownNewest == NEVER) {
            listeningSince = at - CommandsTopic.LOOK_BACK.toMillis();
        } else if (at - ownNewest > INTERRUPTION) {
            listeningSince = at;
        }
        ownNewest = Math.max(ownNewest, at);
        newest.values().removeIf(last -> at - last > FORGOTTEN_AFTER);
    }
}
