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

    /** Whether none of them is of the release before versions of records, which ignores what it does not know. */
    boolean areCurrent();
}
