package dev.fleetcast.device.store;

import dev.fleetcast.device.key.KeyedEvent;
import java.time.Instant;

/**
 * An event that is in a store.
 *
 * @param storedAt when it was stored first
 * @param isDuplicate whether it had been stored before
 */
public record StoredEvent(KeyedEvent event, Instant storedAt, boolean isDuplicate) {

    /** Whether it is taken for one stored before only because of its place in Kafka. */
    boolean isRepeatedPlace() {
        return isDuplicate && event.isKnownByPlace();
    }
}
