package dev.fleetcast.cluster.liveness;

import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.threading.ThreadSafe;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Determines from heartbeats which replicas are alive. A heartbeat counts from the time it was read here, by this
 * process's monotonic clock: clocks of Kafka and of other machines play no role.
 *
 * <p>Other replicas are judged only when this replica's own newest heartbeat returns. Their earlier heartbeats precede
 * it in the log and have been read by then, so neither an outage of Kafka nor a pause of this process makes a replica
 * seem dead.
 */
@ThreadSafe
final class Heartbeats {

    private static final long DEAD_AFTER = Duration.ofSeconds(5).toNanos();
    /**
     * A longer interval between own heartbeats means that Kafka was unreachable, for the others too, or that this
     * process paused.
     */
    private static final long INTERRUPTION = Duration.ofSeconds(3).toNanos();

    private static final long FORGOTTEN_AFTER = Duration.ofMinutes(1).toNanos();

    private final ReplicaId me;
    private final LongSupplier nanos;
    private final Map<ReplicaId, Long> newest = new HashMap<>();
    private final Map<ReplicaId, Long> farewells = new HashMap<>();
    private boolean listening;
    private long listeningSince;
    private long ownNewest;

    /** @param nanos a monotonic clock */
    Heartbeats(ReplicaId me, LongSupplier nanos) {
        this.me = me;
        this.nanos = nanos;
    }

    /** Records a heartbeat. */
    synchronized void heard(ReplicaId from) {
        long now = nanos.getAsLong();
        if (from.equals(me)) {
            heardMyself(now);
        } else {
            newest.put(from, now);
            farewells.remove(from);
        }
    }

    /** Records that a replica has announced its stop. */
    synchronized void left(ReplicaId replica) {
        newest.remove(replica);
        farewells.put(replica, nanos.getAsLong());
    }

    /**
     * Whether the replica counts as alive. An unknown replica counts as dead, except in the first seconds after the start,
     * after an outage of Kafka, or after a pause of this process.
     */
    synchronized boolean isAlive(ReplicaId replica) {
        if (replica.equals(me) || !listening) {
            return true;
        }
        if (farewells.containsKey(replica)) {
            return false;
        }
        Long heard = newest.get(replica);
        boolean afterInterruption = heard == null || heard - listeningSince < 0;
        return ownNewest - (afterInterruption ? listeningSince : heard) <= DEAD_AFTER;
    }

    /** All known replicas that are not considered dead, including this one. */
    synchronized Set<ReplicaId> live() {
        Set<ReplicaId> live = new HashSet<>(newest.keySet());
        live.removeIf(replica -> !isAlive(replica));
        live.add(me);
        return live;
    }

    private void heardMyself(long now) {
        if (!listening || now - ownNewest > INTERRUPTION) {
            listeningSince = now;
        }
        listening = true;
        ownNewest = now;
        newest.values().removeIf(heard -> now - heard > FORGOTTEN_AFTER);
        farewells.values().removeIf(heard -> now - heard > FORGOTTEN_AFTER);
    }
}
