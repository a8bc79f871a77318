package dev.fleetcast.stream;

import io.smallrye.mutiny.Uni;

/** The streams that other replicas hold. Safe for use by any thread; never blocks. */
@FunctionalInterface
public interface RemoteStreams {

    /**
     * Puts a call to the replica that holds the stream. To be asked only for streams that are not open here.
     *
     * @return the holder's word; {@link StreamAnswer#NOT_FOUND} without asking when nobody can hold the stream. Fails with a
     *     503 problem when the holder, or Kafka, does not answer within two seconds
     */
    Uni<StreamAnswer> ask(StreamCall call);
}
