package dev.fleetcast.stream;

import dev.fleetcast.stream.spi.PackedVisits.Visit;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.EventLoopConfined;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The units that the client knows to be in the area of its stream, with the numbers of the changes that told it so.
 * Remembers for a while which units have left: a client whose connection was cut may not have been told, and must be
 * when it resumes.
 */
@EventLoopConfined
final class AreaVisits {

    private final long remembered;
    private final Map<UnitId, Integer> inside = new HashMap<>();
    private final Map<UnitId, Integer> coming = new HashMap<>();
    private final Map<UnitId, Integer> leaving = new HashMap<>();
    private final Deque<Ended> ended = new ArrayDeque<>();

    private record Ended(Visit visit, long at) {}

    /** @param remembered how long to remember units that have left, in milliseconds */
    AreaVisits(long remembered) {
        this.remembered = remembered;
    }

    /** The units that the client knows to be inside. */
    Set<UnitId> known() {
        return inside.keySet();
    }

    boolean isKnown(UnitId unit) {
        return inside.containsKey(unit);
    }

    /** Continues with what the client knows. */
    void restore(Collection<Visit> known) {
        known.forEach(visit -> inside.put(new UnitId(visit.unitId()), visit.entered()));
    }

    /** The client will be told with that change that the unit has come. */
    void coming(UnitId unit, int change) {
        coming.put(unit, change);
    }

    /** The client will be told with that change that the unit has left. */
    void leaving(UnitId unit, int change) {
        leaving.put(unit, change);
    }

    /** The client has been told that the unit has come. */
    void entered(UnitId unit) {
        inside.put(unit, coming.remove(unit));
    }

    /** The client has been told that the unit has left. */
    void left(UnitId unit, long now) {
        Visit visit = new Visit(unit.value(), inside.remove(unit), leaving.remove(unit));
        ended.add(new Ended(visit, now));
    }

    /** The number of units that have left and are remembered. */
    int ended() {
        return ended.size();
    }

    /** Forgets the units that left long ago. */
    void expire(long now) {
        while (!ended.isEmpty() && now - ended.element().at() > remembered) {
            ended.remove();
        }
    }

    /** Forgets all units that have left. */
    void forgetEnded() {
        ended.clear();
    }

    /** The client is not told now what has been announced for the unit. */
    void withdraw(UnitId unit) {
        coming.remove(unit);
        leaving.remove(unit);
    }

    /** The client is not told now what has been announced. */
    void withdrawAll() {
        coming.clear();
        leaving.clear();
    }

    /** The visits as they are saved. */
    List<Visit> all() {
        List<Visit> visits = new ArrayList<>(ended.size() + inside.size() + coming.size());
        ended.forEach(past -> visits.add(past.visit()));
        inside.forEach((unit, entered) -> visits.add(new Visit(unit.value(), entered, leaving.getOrDefault(unit, 0))));
        coming.forEach((unit, entered) -> visits.add(new Visit(unit.value(), entered, 0)));
        return visits;
    }
}
