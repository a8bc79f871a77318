package dev.fleetcast.channel.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The events of one channel in memory, oldest first. Guarded by {@link ChannelLog}'s lock. */
final class RecentEvents {

    private static final int WORTH_COMPACTING = 64;

    private final int retentionEvents;
    private final List<ChannelEvent> events = new ArrayList<>();
    private final Map<String, ChannelEvent> byId = new HashMap<>();
    /** Events before this index are removed. */
    private int first;

    /** @param retentionEvents the number of events retained per channel: ids of earlier ones may be reused */
    RecentEvents(int retentionEvents) {
        this.retentionEvents = retentionEvents;
    }

    void add(ChannelEvent event) {
        events.add(event);
        if (event.content().id() != null) {
            byId.put(event.content().id(), event);
        }
    }

    /** Adds the events after the position to {@code found}. */
    void after(long position, int maxEvents, List<ChannelEvent> found) {
        int from = indexAfter(position);
        int to = (int) Math.min(events.size(), (long) from + maxEvents);
        found.addAll(events.subList(from, to));
    }

    Optional<ChannelEvent> find(String id) {
        return Optional.ofNullable(byId.get(id)).filter(this::isRetained);
    }

    /** Returns the newest event before a position. */
    Optional<ChannelEvent> newest(long before) {
        int index = indexAfter(before - 1) - 1;
        return index < first ? Optional.empty() : Optional.of(events.get(index));
    }

    /** Removes the oldest event; returns true if none is left. */
    boolean removeOldest() {
        ChannelEvent oldest = events.set(first, null);
        first++;
        if (oldest.content().id() != null) {
            byId.remove(oldest.content().id(), oldest);
        }
        if (first >= WORTH_COMPACTING && first * 2 >= events.size()) {
            events.subList(0, first).clear();
            first = 0;
        }
        return first == events.size();
    }

    private boolean isRetained(ChannelEvent event) {
        return events.size() - indexAfter(event.position() - 1) <= retentionEvents;
    }

    private int indexAfter(long position) {
        int low = first;
        int high = events.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (events.get(middle).position() <= position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
