package dev.fleetcast.tracing;

import dev.fleetcast.telemetry.DeliveryObserver;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Traces of feed records that are routed to streams. */
@FunctionalInterface
public interface FeedTraces {

    /** No tracing. */
    FeedTraces OFF = (record, readAt) -> null;

    /**
     * Starts a trace.
     *
     * @param readAt when the record was read
     * @return observes the delivery of the record; null if it is not traced
     */
    DeliveryObserver begin(ConsumerRecord<?, ?> record, Instant readAt);
}
