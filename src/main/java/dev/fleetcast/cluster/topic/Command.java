package dev.fleetcast.cluster.topic;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.stream.event.UnitNotice;
import dev.fleetcast.stream.spi.ReplicaLoad;
import dev.fleetcast.stream.spi.StreamRequest;

/**
 * A message from one replica to another or to all.
 *
 * @param v the version of the format, {@link #VERSION}; null in messages of the release before versions existed;
 *     written by the topic
 * @param kind the kind; determines which other fields are set
 * @param from the sending replica
 * @param number the number of a request, unique to its sender; in a reply, the number of the request
 * @param call the request
 * @param answer the reply; null if the call could not be carried out
 * @param sentAt in a heartbeat: milliseconds of the sender's monotonic clock, meaningful only to itself; in a request:
 *     for the previous release, which reads it as a time by Kafka's clock
 * @param figures in a heartbeat: the load of the replica; null from an older release
 * @param notice for the streams that follow a unit
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Command(
        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
        Integer v,

        Kind kind,
        String from,
        Long number,
        StreamRequest call,
        StreamRequest.Reply answer,
        Long sentAt,
        ReplicaLoad figures,
        UnitNotice notice) {

    static final int VERSION = 1;

    public enum Kind {
        /** The replica is alive. */
        HEARTBEAT,
        /** The replica is about to stop. */
        FAREWELL,
        REQUEST,
        REPLY,
        /** Streams of every replica have an event to send. */
        NOTICE
    }

    /** The previous release skips requests that are too old by Kafka's clock. */
    private static final long NEVER_TOO_LATE = Long.MAX_VALUE;

    public Command {
        if (kind == null || from == null || isIncomplete(kind, number, call, sentAt, notice)) {
            throw new IllegalArgumentException("incomplete");
        }
    }

    public static Command heartbeat(ReplicaId from, long sentAt, ReplicaLoad figures) {
        return new Command(VERSION, Kind.HEARTBEAT, from.value(), null, null, null, sentAt, figures, null);
    }

    public static Command farewell(ReplicaId from) {
        return new Command(VERSION, Kind.FAREWELL, from.value(), null, null, null, null, null, null);
    }

    public static Command request(ReplicaId from, long number, StreamRequest call) {
        return new Command(VERSION, Kind.REQUEST, from.value(), number, call, null, NEVER_TOO_LATE, null, null);
    }

    public Command reply(ReplicaId from, StreamRequest.Reply answer) {
        return new Command(VERSION, Kind.REPLY, from.value(), number, null, answer, null, null, null);
    }

    public static Command notice(ReplicaId from, UnitNotice notice) {
        return new Command(VERSION, Kind.NOTICE, from.value(), null, null, null, null, null, notice);
    }

    public ReplicaId sender() {
        return new ReplicaId(from);
    }

    private static boolean isIncomplete(Kind kind, Long number, StreamRequest call, Long sentAt, UnitNotice notice) {
        return switch (kind) {
            case HEARTBEAT -> sentAt == null;
            case FAREWELL -> false;
            case REQUEST -> number == null || call == null || call.kind() == null || call.streamId() == null;
            case REPLY -> number == null;
            case NOTICE -> notice == null;
        };
    }
}
