package dev.fleetcast.faults;

import java.util.Map;

/** A deployment shared by scenarios that restore it: started by the first, closed with the JVM. */
final class SharedCluster {

    private static final int REPLICAS = Integer.getInteger("fleetcast.faults.replicas", 2);

    private static final Broker BROKER = new Broker(Directories.temporary());

    private static Cluster cluster;

    private SharedCluster() {}

    /** Returns the deployment, complete and idle, with all streams of earlier scenarios gone. */
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
