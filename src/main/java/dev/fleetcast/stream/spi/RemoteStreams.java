package dev.fleetcast.stream.spi;

import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;

/** The streams held by other replicas. Never blocks. */
@ThreadSafe
@FunctionalInterface
public interface RemoteStreams {

    /**
     * Forwards a call to the replica that holds the stream. Only for streams that are not open here.
     *
     * @return the holder's answer; {@link StreamRequest.Reply#NOT_FOUND} at once when no replica can hold the stream.
     *     Fails with a 503 problem when the holder or Kafka does not respond within two seconds
     */
    Uni<StreamRequest.Reply> ask(StreamRequest call);
}
