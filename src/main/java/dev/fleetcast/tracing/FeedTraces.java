package dev.fleetcast.tracing;

import dev.fleetcast.telemetry.Passage;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Traces of the feed's records, for those that are routed. */
@FunctionalInterface
public interface FeedTraces {

    /** Tracing that is off. */
    FeedTraces OFF = (record, readAt) -> null;

    /**
     * Begins one.
     *
     * @param readAt when the record was read
     * @return to be told of its way; null when nobody wants to know
     */
    Passage begin(ConsumerRecord<?, ?> record, Instant readAt);
}
