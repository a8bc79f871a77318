package dev.fleetcast.device.event.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The places of streams that have closed, and notes of open ones, by Kafka's clock. Every replica reads the same records in
 * the same order, so all agree on who gets which. Confined to one thread.
 */
final class KeptPlaces {

    private static final int MAX_PER_KEY = 1_000;

    private final long keptMillis;
    private final Map<String, Deque<Place>> places = new HashMap<>();
    private final Map<String, Map<String, Place>> notes = new HashMap<>();
    private long swept;

    /**
     * Where a stream is, or was.
     *
     * @param stream identifies it over all replicas
     * @param eventId the id of the point of the log up to which its client has had everything
     * @param at Kafka's time of the record, in milliseconds
     */
    record Place(String stream, String eventId, long at) {}

    KeptPlaces(Duration kept) {
        this.keptMillis = kept.toMillis();
    }

    /** A stream has closed. */
    void keep(String key, Place place) {
        sweep(place.at());
        forgetNote(key, place.stream());
        Deque<Place> all = places.computeIfAbsent(key, first -> new ArrayDeque<>());
        all.add(place);
        if (all.size() > MAX_PER_KEY) {
            all.remove();
        }
    }

    /** A stream is open. */
    void note(String key, Place place) {
        sweep(place.at());
        notes.computeIfAbsent(key, first -> new HashMap<>()).put(place.stream(), place);
    }

    /** A stream that was lost with its replica is continued by another. */
    void forgetNote(String key, String stream) {
        notes.computeIfPresent(key, (same, all) -> {
            all.remove(stream);
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
        all.removeIf(place -> isOver(place, at));
        Optional<Place> taken = Optional.ofNullable(all.pollLast());
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
        places.values().removeIf(all -> {
            all.removeIf(place -> isOver(place, at));
            return all.isEmpty();
        });
        notes.values().removeIf(all -> {
            all.values().removeIf(place -> isOver(place, at));
            return all.isEmpty();
        });
    }
}
