package dev.fleetcast.channel.presence;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The counted open feeds of one channel. Guarded by {@link PresenceTable}'s lock. */
public final class ChannelPresence {

    private final Set<String> feeds = new HashSet<>();
    private final Map<String, Integer> devices = new HashMap<>();

    /** Adds a feed; returns true if its device is new on the channel. */
    boolean add(String feed, String device) {
        return feeds.add(feed) && device != null && devices.merge(device, 1, Integer::sum) == 1;
    }

    /** Removes a feed; returns true if it was the last one of its device. */
    boolean remove(String feed, String device) {
        return feeds.remove(feed)
                && device != null
                && devices.computeIfPresent(device, (name, count) -> count == 1 ? null : count - 1) == null;
    }

    int connections() {
        return feeds.size();
    }

    boolean isEmpty() {
        return feeds.isEmpty();
    }

    Collection<String> feeds() {
        return feeds;
    }

    /** The device labels, sorted. */
    List<String> devices() {
        return devices.keySet().stream().sorted().toList();
    }

    /** Groups the sessions by device, sorted by label. */
    static List<PresentDevice> byDevice(Collection<PresenceRecord> sessions) {
        Map<String, PresentDevice> found = new TreeMap<>();
        for (PresenceRecord session : sessions) {
            if (session.device() != null) {
                found.merge(session.device(), PresentDevice.of(session), PresentDevice::and);
            }
        }
        return List.copyOf(found.values());
    }
}
