package dev.fleetcast.device.command.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fleetcast.replica.ReplicaId;
import java.time.Instant;
import java.util.List;

/**
 * What is known of a device's command stream, as in the topic that all replicas share.
 *
 * @param version of the format
 * @param replica the replica that holds the stream, or held it last
 * @param stream identifies the stream
 * @param open whether it was open
 * @param at since when it has been open or closed, in milliseconds since the epoch
 * @param functions the functions the device declared last; null if it never did
 * @param variables the variables the device declared last; null if it never did
 * @param online whether the device was reported as online last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StreamRecord(
        int version,
        String replica,
        String stream,
        boolean open,
        long at,
        List<String> functions,
        List<String> variables,
        boolean online) {

    static final int VERSION = 1;

    public StreamRecord {
        functions = functions == null ? null : List.copyOf(functions);
        variables = variables == null ? null : List.copyOf(variables);
    }

    /** An open stream that has not been reported yet. */
    static StreamRecord opened(ReplicaId replica, CommandStream stream, Instant now, StreamRecord before) {
        CommandStreamRequest request = stream.request();
        return new StreamRecord(
                VERSION,
                replica.value(),
                stream.id(),
                true,
                now.toEpochMilli(),
                request.functions().orElse(before == null ? null : before.functions),
                request.variables().orElse(before == null ? null : before.variables),
                before != null && before.online);
    }

    StreamRecord closed(Instant now) {
        return new StreamRecord(version, replica, stream, false, now.toEpochMilli(), functions, variables, online);
    }

    StreamRecord reported(boolean isOnline) {
        return new StreamRecord(version, replica, stream, open, at, functions, variables, isOnline);
    }

    /** Whether the record can have been written by a replica. */
    boolean isComplete() {
        return replica != null && stream != null && isId(replica);
    }

    private static boolean isId(String replica) {
        try {
            return new ReplicaId(replica).value().equals(replica);
        } catch (IllegalArgumentException other) {
            return false;
        }
    }
}
