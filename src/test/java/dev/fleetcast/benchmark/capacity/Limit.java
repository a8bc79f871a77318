package dev.fleetcast.benchmark.capacity;

import java.util.function.ToDoubleFunction;

/** A limit, and how much of it is used. */
enum Limit {
    STREAMS(
            "streams of a replica (`max-per-node`)",
            Kind.PER_REPLICA,
            r -> r.streams() / Product.MAX_STREAMS_PER_REPLICA),
    CORES(
            "cores of a replica",
            Kind.PER_REPLICA,
            r -> r.cpu().total() / (r.deployment().cores() * Deployment.BUSY)),
    MEMORY(
            "memory of a replica",
            Kind.PER_REPLICA,
            r -> r.memory().total() / r.deployment().gigabytes()),
    NETWORK("network of a replica", Kind.PER_REPLICA, Limit::network),
    FEED_THREAD("the one thread that reads the feed", Kind.SHARED, r -> r.cpu().feedThread() / Deployment.BUSY),
    LEDGER_THREAD(
            "the thread of the shared reader", Kind.PER_REPLICA, r -> r.cpu().ledger() / Deployment.BUSY),
    COMMANDS(
            "the one partition of `fleetcast.stream-commands`",
            Kind.SHARED,
            r -> r.control().commandsPerSecond() / r.costs().of(Cost.PARTITION_RECORDS)),
    STREAM_LOG("the one thread that reads `fleetcast.streams`", Kind.SHARED, Limit::streamLog),
    MASS_RETURN("`fleetcast.streams` while all clients come back within 10 s", Kind.SHARED, Limit::massReturn),
    REMEMBERED(
            "streams remembered (`fleetcast.cluster.max-streams`)",
            Kind.SETTING,
            r -> r.control().rememberedStreams() / Product.MAX_REMEMBERED_STREAMS),
    SESSIONS("sessions remembered", Kind.SHARED, r -> r.load().streams() / Product.MAX_SESSIONS),
    MARKS("marks remembered against the 30 min of a resume", Kind.SHARED, Limit::marks),
    KAFKA(
            "output of the brokers",
            Kind.SHARED,
            r -> r.network().kafkaEgress() / r.costs().of(Cost.KAFKA_EGRESS));

    /** The remedy for an exceeded limit. */
    enum Kind {
        /** More replicas. */
        PER_REPLICA,
        /** Another value of a setting, at the cost of memory. */
        SETTING,
        /** A smaller load: each replica handles all of it. */
        SHARED
    }

    private final String meaning;
    private final Kind kind;
    private final ToDoubleFunction<Replica> used;

    Limit(String meaning, Kind kind, ToDoubleFunction<Replica> used) {
        this.meaning = meaning;
        this.kind = kind;
        this.used = used;
    }

    String meaning() {
        return meaning;
    }

    Kind kind() {
        return kind;
    }

    /** The used share: 1 is the whole limit. */
    double used(Replica replica) {
        return used.applyAsDouble(replica);
    }

    private static double network(Replica replica) {
        NetworkUse use = replica.network();
        double busier = Math.max(use.fromKafka() + use.fromClients(), use.toClients());
        return busier / (replica.costs().of(Cost.REPLICA_NETWORK) * Deployment.BUSY);
    }

    private static double streamLog(Replica replica) {
        return replica.costs().cores(replica.control().streamRecordsPerSecond(), Cost.STREAM_RECORD_READ)
                / Deployment.BUSY;
    }

    private static double massReturn(Replica replica) {
        double records = replica.control().massReturnRecordsPerSecond();
        return Math.max(
                replica.costs().cores(records, Cost.STREAM_RECORD_READ),
                records / replica.costs().of(Cost.PARTITION_RECORDS));
    }

    private static double marks(Replica replica) {
        return Product.RESUME_MAX_AGE_SECONDS / replica.control().marksLastSeconds(replica.costs());
    }
}
