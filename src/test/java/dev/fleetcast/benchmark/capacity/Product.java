package dev.fleetcast.benchmark.capacity;

/** Constants of the code and defaults of its settings; {@link ProductTest} compares them. */
final class Product {

    static final double PING_INTERVAL_SECONDS = 15;
    static final int MAX_STREAMS_PER_REPLICA = 15_000;
    static final int MAX_REMEMBERED_STREAMS = 200_000;
    static final int MAX_SESSIONS = 1_000_000;
    static final double RESUME_WINDOW_HOURS = 12;
    /** The time that a stream is remembered beyond its resume window. */
    static final double REMEMBERED_LONGER_HOURS = 2;
    /** The rate at which open streams are written again. */
    static final double REWRITES_PER_HOUR = 1;

    static final double HEARTBEATS_PER_SECOND = 1;
    /** The interval at which a used session is published. */
    static final double SESSION_REPORT_SECONDS = 60;

    static final double RESUME_MAX_AGE_SECONDS = 1_800;
    static final int MAX_PARTITIONS = 64;
    static final double MARK_INTERVAL_SECONDS = 2;
    /** Replicas draw the time of the next mark from this span, so that two rarely create the same mark. */
    static final double MARK_SPREAD_SECONDS = 0.5;
    /** At this distance in a partition, replicas create marks early. */
    static final int MARK_FAR_RECORDS = 4_000;

    static final double MARK_LOOK_SECONDS = 0.2;
    static final int MAX_MARKS = 20_000;
    /** The time over which a stopping replica closes its connections. */
    static final double RECONNECT_SECONDS = 10;

    private Product() {}
}
