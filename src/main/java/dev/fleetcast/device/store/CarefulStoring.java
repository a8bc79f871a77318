package dev.fleetcast.device.store;

import dev.fleetcast.device.database.RefusedException;
import dev.fleetcast.device.key.KeyedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Stores a batch in spite of single events that the store refuses: it halves the batch until they are alone. An event
 * alone is tried twice before it counts as refused. Keeps the order. For one thread.
 */
final class CarefulStoring {

    private final EventStore store;
    private final List<StoredEvent> stored = new ArrayList<>();
    private final Map<KeyedEvent, String> refused = new LinkedHashMap<>();

    CarefulStoring(EventStore store) {
        this.store = store;
    }

    /** @throws RuntimeException when the store cannot be reached: try the same again, what is stored stays so */
    void store(List<KeyedEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        try {
            stored.addAll(store.store(events));
        } catch (RefusedException refusal) {
            if (events.size() == 1) {
                storeAlone(events);
                return;
            }
            int half = events.size() / 2;
            store(events.subList(0, half));
            store(events.subList(half, events.size()));
        }
    }

    /** The events that are in the store. */
    List<StoredEvent> stored() {
        return stored;
    }

    /** The refused events, with the reasons. */
    Map<KeyedEvent, String> refused() {
        return refused;
    }

    private void storeAlone(List<KeyedEvent> event) {
        try {
            stored.addAll(store.store(event));
        } catch (RefusedException again) {
            refused.put(event.get(0), store.name() + ": " + again.getMessage());
        }
    }
}
