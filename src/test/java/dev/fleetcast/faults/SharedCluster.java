package dev.fleetcast.faults;

import java.util.Map;

/** The deployment that scenarios share which leave it as they found it: started by the first, ended with the JVM. */
final class SharedCluster {

    private static final int REPLICAS = Integer.getInteger("fleetcast.faults.replicas", 2);

    private static final Broker BROKER = new Broker(Directories.temporary());

    private static Cluster cluster;

    private SharedCluster() {}

    /** Running and whole, quiet, with every stream of earlier scenarios gone. */
    static synchronized Cluster cluster() {
        if (cluster == null) {
            cluster = Cluster.start(BROKER, REPLICAS, Map.of());
        }
        return cluster;
    }

    /** The broker of the {@link #cluster}. */
    static Broker broker() {
        return BROKER;
    }
}
