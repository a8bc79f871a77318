package dev.fleetcast.channel;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The open feeds of one channel that count. Confined to {@link PresenceTable}'s lock. */
final class ChannelPresence {

    private final Set<String> feeds = new HashSet<>();
    private final Map<String, Integer> devices = new HashMap<>();

    /** Counts a feed; whether its device was not here before. */
    boolean add(String feed, String device) {
        return feeds.add(feed) && device != null && devices.merge(device, 1, Integer::sum) == 1;
    }

    /** Counts a feed no more; whether its device is here no more. */
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

    /** The labels, sorted. */
    List<String> devices() {
        return devices.keySet().stream().sorted().toList();
    }

    /** Those sessions by their devices, in the order of the labels. */
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
