package dev.fleetcast.device.event.stream;

import dev.fleetcast.device.event.group.FollowerId;
import dev.fleetcast.memory.MemoryBudget;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The places of streams that have closed, and notes of open ones, by Kafka's clock. Every replica reads the same records in
 * the same order, so all agree on who gets which. What there is no memory for is not kept: the client begins now, as after
 * too long an absence. Confined to one thread.
 */
final class KeptPlaces {

    /** The approximate memory of a place with its key. */
    static final long PLACE_BYTES = 512;

    private final long keptMillis;
    private final MemoryBudget memory;
    private final Map<String, Deque<Place>> places = new HashMap<>();
    private final Map<String, Map<String, Place>> notes = new HashMap<>();
    private long swept;

    /**
     * Where a stream is, or was.
     *
     * @param stream see {@link FollowerId}
     * @param eventId the id of the point of the log up to which its client has had everything
     * @param at Kafka's time of the record, in milliseconds
     */
    record Place(String stream, String eventId, long at) {}

    KeptPlaces(Duration kept, MemoryBudget memory) {
        this.keptMillis = kept.toMillis();
        this.memory = memory;
    }

    /** A stream has closed. */
    void keep(String key, Place place) {
        sweep(place.at());
        forgetNote(key, place.stream());
        if (hasRoom(place)) {
            places.computeIfAbsent(key, first -> new ArrayDeque<>()).add(place);
        }
    }

    /** A stream is open. */
    void note(String key, Place place) {
        sweep(place.at());
        boolean isKnown = notes.getOrDefault(key, Map.of()).containsKey(place.stream());
        if (isKnown || hasRoom(place)) {
            notes.computeIfAbsent(key, first -> new HashMap<>()).put(place.stream(), place);
        }
    }

    /** A stream that was lost with its replica is continued by another. */
    void forgetNote(String key, String stream) {
        notes.computeIfPresent(key, (same, all) -> {
            if (all.remove(stream) != null) {
                release(stream);
            }
            return all.isEmpty() ? null : all;
        });
    }

    /** A stream has opened: it gets the newest place that is still kept. */
    Optional<Place> take(String key, long at) {
        sweep(at);
        Deque<Place> all = places.get(key);
        if (all == null) {
            return Optional.empty();
        }
        removeOver(all, at);
        Optional<Place> taken = Optional.ofNullable(all.pollLast());
        taken.map(Place::stream).ifPresent(this::release);
        if (all.isEmpty()) {
            places.remove(key);
        }
        return taken;
    }

    /** The newest note of a stream that has not closed, and may be lost. */
    Optional<Place> noted(String key, long at) {
        return notes.getOrDefault(key, Map.of()).values().stream()
                .filter(place -> !isOver(place, at))
                .max(Comparator.comparingLong(Place::at));
    }

    /** The number of keys with places or notes. */
    int keys() {
        return places.size() + notes.size();
    }

    private boolean isOver(Place place, long at) {
        return at - place.at() > keptMillis;
    }

    private void sweep(long at) {
        if (at - swept < keptMillis) {
            return;
        }
        swept = at;
        places.values().removeIf(all -> removeOver(all, at));
        notes.values().removeIf(all -> removeOver(all.values(), at));
    }

    /** Returns whether none is left. */
    private boolean removeOver(Collection<Place> all, long at) {
        all.removeIf(place -> {
            boolean over = isOver(place, at);
            if (over) {
                release(place.stream());
            }
            return over;
        });
        return all.isEmpty();
    }

    private boolean hasRoom(Place place) {
        return memory.tryReserve(FollowerId.holder(place.stream()), PLACE_BYTES);
    }

    private void release(String stream) {
        memory.release(FollowerId.holder(stream), PLACE_BYTES);
    }
}
