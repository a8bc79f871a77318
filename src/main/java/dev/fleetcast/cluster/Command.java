package dev.fleetcast.cluster;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fleetcast.stream.ReplicaFigures;
import dev.fleetcast.stream.ReplicaId;
import dev.fleetcast.stream.StreamAnswer;
import dev.fleetcast.stream.StreamCall;

/**
 * One thing that a replica tells the others, or one of them.
 *
 * @param v the version of its form, {@link #VERSION}; null in one of the release before there were versions
 * @param kind what it is; decides which of the others are there
 * @param from the replica that says so
 * @param number of a request, among those of its replica; of a reply, that of its request
 * @param call what is requested
 * @param answer the reply; null when the call could not be carried out
 * @param sentAt of a heartbeat: milliseconds of the sender's monotonic clock, for itself to read; of a request: for the
 *     release before this one, which takes it for a time by Kafka's clock
 * @param figures of a heartbeat: what the replica has to do; null from one of an older release
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Command(
        Integer v,
        Kind kind,
        String from,
        Long number,
        StreamCall call,
        StreamAnswer answer,
        Long sentAt,
        ReplicaFigures figures) {

    static final int VERSION = 1;

    enum Kind {
        /** The replica is alive. */
        HEARTBEAT,
        /** The replica is about to be no more. */
        FAREWELL,
        REQUEST,
        REPLY
    }

    /** The release before this one does not carry out what was asked too long ago by Kafka's clock. */
    private static final long NEVER_TOO_LATE = Long.MAX_VALUE;

    Command {
        if (kind == null || from == null || isIncomplete(kind, number, call, sentAt)) {
            throw new IllegalArgumentException("incomplete");
        }
    }

    static Command heartbeat(ReplicaId from, long sentAt, ReplicaFigures figures) {
        return new Command(VERSION, Kind.HEARTBEAT, from.value(), null, null, null, sentAt, figures);
    }

    static Command farewell(ReplicaId from) {
        return new Command(VERSION, Kind.FAREWELL, from.value(), null, null, null, null, null);
    }

    static Command request(ReplicaId from, long number, StreamCall call) {
        return new Command(VERSION, Kind.REQUEST, from.value(), number, call, null, NEVER_TOO_LATE, null);
    }

    Command reply(ReplicaId from, StreamAnswer answer) {
        return new Command(VERSION, Kind.REPLY, from.value(), number, null, answer, null, null);
    }

    ReplicaId sender() {
        return new ReplicaId(from);
    }

    private static boolean isIncomplete(Kind kind, Long number, StreamCall call, Long sentAt) {
        return switch (kind) {
            case HEARTBEAT -> sentAt == null;
            case FAREWELL -> false;
            case REQUEST -> number == null || call == null || call.kind() == null || call.streamId() == null;
            case REPLY -> number == null;
        };
    }
}
