package dev.fleetcast.stream.spi;

import dev.fleetcast.telemetry.UnitId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The units that streams of this replica follow. Safe for use by any thread. */
public final class FollowedUnits {

    private final ConcurrentMap<UnitId, Integer> followers = new ConcurrentHashMap<>();

    public void add(UnitId unit) {
        followers.merge(unit, 1, Integer::sum);
    }

    public void remove(UnitId unit) {
        followers.computeIfPresent(unit, (known, count) -> count == 1 ? null : count - 1);
    }

    public boolean contains(UnitId unit) {
        return followers.containsKey(unit);
    }
}
