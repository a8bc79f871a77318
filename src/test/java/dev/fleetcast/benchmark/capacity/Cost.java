package dev.fleetcast.benchmark.capacity;

/** Costs and capacities; see {@link Costs} for the figures. */
enum Cost {
    RECORD_GLANCED("a record of the feed read for fan-out, Kafka client included", "µs"),
    RECORD_FOLLOWED("a followed record: parsed, extended, encoded, handed to the loops", "µs"),
    RECORD_IN_LEDGER("a record read by the shared reader", "µs"),
    WRITE("a write to a connection", "µs"),
    EVENT("an event in a write", "µs"),
    PING("a ping", "µs"),
    PONG("a pong, answered where it arrives", "µs"),
    CALL_PASSED_ON("extra cost of a call when another replica holds the stream, both together", "µs"),
    COMMAND_PASSED_OVER("a record of `fleetcast.stream-commands` for other replicas", "µs"),
    STREAM_RECORD_READ("a record of `fleetcast.streams` read", "µs"),
    SESSION_RECORD_READ("a record of `fleetcast.sessions` read", "µs"),
    RECORD_BYTES("a record of the feed in Kafka", "bytes"),
    EVENT_BYTES("an event on the wire, with id and framing", "bytes"),
    PONG_BYTES("a pong with a browser's headers", "bytes"),
    COMMAND_BYTES("a pong or its answer on `fleetcast.stream-commands`", "bytes"),
    STREAM_RECORD_BYTES("a record of `fleetcast.streams`", "bytes"),
    STREAM_HEAP("a stream", "bytes of heap"),
    SUBSCRIPTION_HEAP("a subscription", "bytes of heap"),
    STREAM_KERNEL("a stream's socket, idle", "bytes of kernel memory"),
    UNIT_HEAP("a unit: registry and last known position", "bytes of heap"),
    REMEMBERED_STREAM_HEAP("a stream of any replica, remembered", "bytes of heap"),
    REMEMBERED_UNIT_HEAP("each unit such a stream follows", "bytes of heap"),
    SESSION_HEAP("a session", "bytes of heap"),
    START_MEMORY("a replica without streams, resident", "MB"),
    KAFKA_ROUND_TRIP("a record from one replica to all others", "ms"),
    PARTITION_RECORDS("small records through one partition, `acks=all`, many producers", "per s"),
    KAFKA_EGRESS("output of all brokers together", "Gbit/s"),
    REPLICA_NETWORK("network of a replica, each way", "Gbit/s");

    private final String meaning;
    private final String unit;

    Cost(String meaning, String unit) {
        this.meaning = meaning;
        this.unit = unit;
    }

    String meaning() {
        return meaning;
    }

    String unit() {
        return unit;
    }
}
