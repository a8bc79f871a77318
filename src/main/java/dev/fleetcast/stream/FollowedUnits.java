package dev.fleetcast.stream;

import dev.fleetcast.telemetry.UnitId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The units that streams of this replica follow. Safe for use by any thread. */
final class FollowedUnits {

    private final ConcurrentMap<UnitId, Integer> followers = new ConcurrentHashMap<>();

    void add(UnitId unit) {
        followers.merge(unit, 1, Integer::sum);
    }

    void remove(UnitId unit) {
        followers.computeIfPresent(unit, (known, count) -> count == 1 ? null : count - 1);
    }

    boolean contains(UnitId unit) {
        return followers.containsKey(unit);
    }
}
