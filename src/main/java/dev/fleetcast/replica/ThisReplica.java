package dev.fleetcast.replica;

import jakarta.enterprise.context.ApplicationScoped;

/** The identity of this process among the replicas. */
@ApplicationScoped
public class ThisReplica {

    private final ReplicaId id = ReplicaId.random();

    /** Constant for the lifetime of the process. */
    public ReplicaId id() {
        return id;
    }
}
