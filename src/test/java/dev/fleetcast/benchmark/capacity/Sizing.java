package dev.fleetcast.benchmark.capacity;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Computes the number of replicas for a load. */
record Sizing(Costs costs, Load load, Deployment shape) {

    /** Beyond this multiple of the replicas that the streams alone need, more replicas only add reading. */
    private static final int FACTOR = 4;

    /**
     * The smallest number of replicas that stays within every limit that replicas share; without such a number, the one
     * that the streams alone need.
     */
    Replica smallest() {
        int least = (int) Math.max(1, Math.ceil(load.streams() / Product.MAX_STREAMS_PER_REPLICA));
        for (int replicas = least; replicas <= FACTOR * least; replicas++) {
            Replica replica = replica(replicas);
            if (overused(replica).stream().noneMatch(limit -> limit.kind() == Limit.Kind.PER_REPLICA)) {
                return replica;
            }
        }
        return replica(least);
    }

    /** The tightest limit, settings aside. */
    static Limit tightest(Replica replica) {
        return Arrays.stream(Limit.values())
                .filter(limit -> limit.kind() != Limit.Kind.SETTING)
                .max(Comparator.comparingDouble(limit -> limit.used(replica)))
                .orElseThrow();
    }

    /** The exceeded limits. */
    static List<Limit> overused(Replica replica) {
        return Arrays.stream(Limit.values())
                .filter(limit -> limit.used(replica) > 1)
                .toList();
    }

    private Replica replica(int replicas) {
        return new Replica(costs, load, shape.withReplicas(replicas));
    }
}
