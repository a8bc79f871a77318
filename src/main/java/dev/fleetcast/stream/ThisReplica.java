package dev.fleetcast.stream;

import jakarta.enterprise.context.ApplicationScoped;

/** Who this process is among the replicas. */
@ApplicationScoped
public class ThisReplica {

    private final ReplicaId id = ReplicaId.random();

    /** The same for as long as the process lives. */
    public ReplicaId id() {
        return id;
    }
}
