package dev.fleetcast.benchmark;

import java.util.Locale;

/** A measured figure, with its title in the tables and its significant digits. */
enum Figure {
    STREAMS("streams", 0),
    EXPECTED("events expected", 0),
    RECEIVED("events received", 0),
    CLOSED("streams closed", 0),
    SERVER_MICROS("server µs/event", 2),
    USER_MICROS("of it user time", 2),
    SERVER_MICROS_PER_PONG("server µs/pong", 1),
    SERVER_MICROS_PER_RECORD("server µs/record", 2),
    SERVER_CPU_SECONDS("server CPU s", 2),
    FEEDER_MICROS("bridge µs/event", 2),
    CLIENT_MICROS("client µs/event", 2),
    BYTES("bytes/event", 0),
    READS("reads/event", 2),
    P50("p50 ms", 2),
    P99("p99 ms", 2),
    P999("p99.9 ms", 2),
    MAX("max ms", 1),
    SEND_SECONDS("sent in s", 1),
    RESIDENT_MB("RSS MB", 0),
    ANONYMOUS_MB("anonymous MB", 0),
    LIVE_BYTES_PER_STREAM("live heap bytes/stream", 0),
    RESIDENT_BYTES_PER_STREAM("RSS bytes/stream", 0),
    KERNEL_BYTES_PER_STREAM("kernel slab bytes/stream", 0),
    CORES("server cores", 3),
    WAKE_UPS("wake-ups/s", 0),
    KERNEL_KB("kernel KB of the fullest socket", 0),
    LIVE_KB_PER_STALLED("live heap KB per stalled stream", 0),
    STALLED_KB("KB per stalled stream with kernel", 0),
    FANOUT_MICROS("fan-out reader µs/record", 2),
    INGEST_MICROS("ingest reader µs/record", 2),
    LAG("records not yet read by ingest", 0),
    LIVE_MB("live heap MB", 1),
    LIVE_MB_BEFORE("live heap MB before", 1),
    RECORDED_PER_SECOND("recorded/s", 0),
    FIRST_BYTE("first byte ms", 1),
    BYTES_READ("bytes read", 0),
    DISK_BYTES("bytes on disk/message", 0),
    START_SECONDS("s to ready", 2),
    OTHER_CORES("cores used by others", 2),
    IDLE("machine idle", 0);

    private final String title;
    private final int digits;

    Figure(String title, int digits) {
        this.title = title;
        this.digits = digits;
    }

    String title() {
        return title;
    }

    String format(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    /** Its name in the raw results. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
