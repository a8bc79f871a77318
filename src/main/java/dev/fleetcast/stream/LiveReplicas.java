package dev.fleetcast.stream;

import java.util.Set;

/** Which replicas are alive, as far as this one has heard; safe for use by any thread. */
public interface LiveReplicas {

    /** Whether the replica is alive: also while nothing is known, at the start and while Kafka is away. */
    boolean isAlive(ReplicaId replica);

    /** All that are known to be alive, this one included. */
    Set<ReplicaId> live();
}
