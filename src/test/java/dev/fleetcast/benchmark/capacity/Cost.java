package dev.fleetcast.benchmark.capacity;

/** Costs and capacities; see {@link Costs} for the figures. */
enum Cost {
    /** A record of the feed read for fan-out, Kafka client included; µs. */
    RECORD_GLANCED,
    /** A followed record: parsed, extended, encoded, handed to the loops; µs. */
    RECORD_FOLLOWED,
    /** A record read by the shared reader; µs. */
    RECORD_IN_LEDGER,
    /** A write to a connection; µs. */
    WRITE,
    /** An event in a write; µs. */
    EVENT,
    /** A ping; µs. */
    PING,
    /** A pong, answered where it arrives; µs. */
    PONG,
    /** Extra cost of a call when another replica holds the stream, both together; µs. */
    CALL_PASSED_ON,
    /** A record of {@code fleetcast.stream-commands} for other replicas; µs. */
    COMMAND_PASSED_OVER,
    /** A record of {@code fleetcast.streams} read; µs. */
    STREAM_RECORD_READ,
    /** A record of {@code fleetcast.sessions} read; µs. */
    SESSION_RECORD_READ,
    /** A record of the feed in Kafka; bytes. */
    RECORD_BYTES,
    /** An event on the wire, with id and framing; bytes. */
    EVENT_BYTES,
    /** A pong with a browser's headers; bytes. */
    PONG_BYTES,
    /** A pong or its answer on {@code fleetcast.stream-commands}; bytes. */
    COMMAND_BYTES,
    /** A record of {@code fleetcast.streams}; bytes. */
    STREAM_RECORD_BYTES,
    /** A stream; bytes of heap. */
    STREAM_HEAP,
    /** A subscription; bytes of heap. */
    SUBSCRIPTION_HEAP,
    /** A stream's socket, idle; bytes of kernel memory. */
    STREAM_KERNEL,
    /** A unit: registry and last known position; bytes of heap. */
    UNIT_HEAP,
    /** A stream of any replica, remembered; bytes of heap. */
    REMEMBERED_STREAM_HEAP,
    /** Each unit such a stream follows; bytes of heap. */
    REMEMBERED_UNIT_HEAP,
    /** A session; bytes of heap. */
    SESSION_HEAP,
    /** A replica without streams, resident; MB. */
    START_MEMORY,
    /** A record from one replica to all others; ms. */
    KAFKA_ROUND_TRIP,
    /** Small records through one partition, {@code acks=all}, many producers; per s. */
    PARTITION_RECORDS,
    /** Output of all brokers together; Gbit/s. */
    KAFKA_EGRESS,
    /** Network of a replica, each way; Gbit/s. */
    REPLICA_NETWORK
}
