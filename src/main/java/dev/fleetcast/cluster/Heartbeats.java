package dev.fleetcast.cluster;

import dev.fleetcast.stream.ReplicaId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Judges by their heartbeats who is alive. A heartbeat counts from when it was read here, by this process's monotonic clock:
 * no clock of Kafka or of another machine has a say.
 *
 * <p>The others are judged only when this replica's own newest heartbeat comes back. Whatever they said before it stands
 * before it in the log and has been read by then, so neither an outage of Kafka nor a standstill of this process kills
 * anybody.
 *
 * <p>Safe for use by any thread.
 */
final class Heartbeats {

    private static final long DEAD_AFTER = Duration.ofSeconds(5).toNanos();
    /** Own heartbeats further apart than this: Kafka was away, for the others too, or this process stood still. */
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

    /** A heartbeat has been read. */
    synchronized void heard(ReplicaId from) {
        long now = nanos.getAsLong();
        if (from.equals(me)) {
            heardMyself(now);
        } else {
            newest.put(from, now);
            farewells.remove(from);
        }
    }

    /** A replica has said that it goes. */
    synchronized void left(ReplicaId replica) {
        newest.remove(replica);
        farewells.put(replica, nanos.getAsLong());
    }

    /**
     * Whether the replica is alive as far as is known. One that has never been heard of is dead, but not in the first
     * seconds after the start, nor after Kafka was away or this process stood still.
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

    /** All that have been heard of and are not known to be dead, this one included. */
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
