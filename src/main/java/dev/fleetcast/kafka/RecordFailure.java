package dev.fleetcast.kafka;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;

/** Tells what goes wrong with a record from what goes wrong with the connection. */
final class RecordFailure {

    private RecordFailure() {}

    /** Whether a poll that ended with {@code failure} may have met a record that cannot be unpacked. */
    static boolean is(Throwable failure) {
        // The consumer wraps what it finds wrong with a batch in a plain KafkaException; all others have classes of
        // their own.
        return failure instanceof OutOfMemoryError
                || failure instanceof SerializationException
                || failure.getClass() == KafkaException.class;
    }
}
