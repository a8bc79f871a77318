package dev.fleetcast.benchmark.capacity;

/** What the code and the defaults of its settings say; {@link ProductTest} compares. */
final class Product {

    static final double PING_INTERVAL_SECONDS = 15;
    static final int MAX_STREAMS_PER_REPLICA = 15_000;
    static final int MAX_REMEMBERED_STREAMS = 200_000;
    static final int MAX_SESSIONS = 1_000_000;
    static final double RESUME_WINDOW_HOURS = 12;
    /** A stream is remembered for so much longer than it can be resumed. */
    static final double REMEMBERED_LONGER_HOURS = 2;
    /** Open streams are written down again so often. */
    static final double REWRITES_PER_HOUR = 1;

    static final double HEARTBEATS_PER_SECOND = 1;
    /** A session that is used says so to the others so often. */
    static final double SESSION_REPORT_SECONDS = 60;

    static final double RESUME_MAX_AGE_SECONDS = 1_800;
    static final int MAX_PARTITIONS = 64;
    static final double MARK_INTERVAL_SECONDS = 2;
    /** Replicas draw when to make a mark from this span, so that rarely two make the same. */
    static final double MARK_SPREAD_SECONDS = 0.5;
    /** So far apart in a partition, marks are made before their time, by whoever looks first. */
    static final int MARK_FAR_RECORDS = 4_000;

    static final double MARK_LOOK_SECONDS = 0.2;
    static final int MAX_MARKS = 20_000;
    /** Over so long clients are told to come back when their replica stops. */
    static final double RECONNECT_SECONDS = 10;

    private Product() {}
}
