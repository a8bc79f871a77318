package dev.fleetcast.replica;

import dev.fleetcast.threading.ThreadSafe;
import java.util.Set;

/** The replicas that this one knows to be alive. */
@ThreadSafe
public interface LiveReplicas {

    /** Whether the replica is alive. True while nothing is known: at startup and while Kafka is unreachable. */
    boolean isAlive(ReplicaId replica);

    /** All replicas known to be alive, including this one. */
    Set<ReplicaId> live();

    /**
     * Whether all of them know the versions of records. A replica of the release before ignores members that it does not
     * know, so it must not be sent what it cannot ignore.
     */
    boolean areCurrent();
}
