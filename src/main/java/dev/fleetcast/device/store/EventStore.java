package dev.fleetcast.device.store;

import dev.fleetcast.device.database.RefusedException;
import dev.fleetcast.device.key.EventKey;
import dev.fleetcast.device.key.KeyedEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A place where events are kept. All methods block, and may be called by any thread of any replica. */
public interface EventStore {

    /** Its name in the settings, in confirmations and in metrics. */
    String name();

    /**
     * Stores the events that it does not have yet, all of them or, with an exception, none. Returns all of them in the
     * same order, once they are safe.
     *
     * @throws RefusedException when the data of an event is to blame; all other exceptions mean that the store cannot be
     *     reached now
     */
    List<StoredEvent> store(List<KeyedEvent> events);

    /** Returns the place of the record by which each event came that it has; events that it does not have are missing. */
    Map<EventKey, Found> find(Collection<KeyedEvent> events);

    /** When and from which record an event was stored. */
    record Found(Instant storedAt, String place) {}
}
