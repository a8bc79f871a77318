package dev.fleetcast.device.key;

import dev.fleetcast.device.event.DeviceEvent;
import java.util.Optional;

/**
 * An event that is to be stored.
 *
 * @param ts what the device calls it, if it does
 * @param key which other events are the same
 */
public record KeyedEvent(DeviceEvent event, Optional<EventTs> ts, EventKey key, EventPlace place) {

    public static KeyedEvent of(DeviceEvent event, Optional<EventTs> ts, EventPlace place) {
        EventKey key;
        if (ts.isPresent()) {
            key = EventKey.ofTs(event.coreid(), event.name(), ts.get(), event.data());
        } else if (event.eventId() != null) {
            key = EventKey.ofEventId(event.coreid(), event.eventId());
        } else {
            key = EventKey.ofPlace(place);
        }
        return new KeyedEvent(event, ts, key, place);
    }

    /** Whether only its place identifies it among other events. */
    public boolean isKnownByPlace() {
        return ts.isEmpty() && event.eventId() == null;
    }
}
