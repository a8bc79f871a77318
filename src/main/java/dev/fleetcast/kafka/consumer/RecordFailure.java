package dev.fleetcast.kafka.consumer;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;

/** Distinguishes failures of a record from failures of the connection. */
final class RecordFailure {

    private RecordFailure() {}

    /** True if {@code failure} of a poll may come from a record that cannot be decompressed. */
    static boolean is(Throwable failure) {
        // The consumer wraps failures of a batch in a plain KafkaException; all other failures have their own classes.
        return failure instanceof OutOfMemoryError
                || failure instanceof SerializationException
                || failure.getClass() == KafkaException.class;
    }
}
