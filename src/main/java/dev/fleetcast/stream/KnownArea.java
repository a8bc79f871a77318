package dev.fleetcast.stream;

import dev.fleetcast.stream.area.Areas;
import dev.fleetcast.stream.spi.AreaRecord;
import dev.fleetcast.stream.spi.AreaRecord.Limit;
import dev.fleetcast.stream.spi.AreaRecord.Visit;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.EventLoopConfined;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the client knows of the area of its stream: the units in it, with the numbers of the changes that told it so,
 * and how many there are. A change is announced, so that it can be saved, and then told or withdrawn. Remembers for a
 * while which units have left: a client whose connection was cut may not have been told, and must be when it resumes.
 */
@EventLoopConfined
final class KnownArea {

    private final long remembered;
    private final Map<UnitId, Integer> inside = new HashMap<>();
    private final Map<UnitId, Integer> coming = new HashMap<>();
    private final Map<UnitId, Integer> leaving = new HashMap<>();
    private final Deque<Ended> ended = new ArrayDeque<>();
    private Limit limit;
    private Limit announcedLimit;
    /** Whether the client was told a limit that is not known here. */
    private boolean limitUncertain;

    private record Ended(Visit visit, long at) {}

    /** @param remembered how long to remember units that have left, in milliseconds */
    KnownArea(long remembered) {
        this.remembered = remembered;
    }

    /**
     * Continues with what the client knows.
     *
     * @param visits the units that the client knows to be inside
     * @param saved the newest limit that was saved; null without one
     * @param change the client was told all changes up to that one
     */
    void restore(Collection<Visit> visits, Limit saved, int change) {
        visits.forEach(visit -> inside.put(new UnitId(visit.unitId()), visit.entered()));
        boolean known = saved != null && saved.change() <= change;
        limit = known ? saved : null;
        limitUncertain = saved != null && !known;
    }

    /** The units that the client knows to be inside. */
    Set<UnitId> units() {
        return inside.keySet();
    }

    boolean contains(UnitId unit) {
        return inside.containsKey(unit);
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
        announcedLimit = null;
    }

    /** Forgets the limit: another area begins. */
    void forgetLimit() {
        limit = null;
        announcedLimit = null;
        limitUncertain = false;
    }

    /** Whether the client must be told of the units found, with {@code maxUnits} to be followed. */
    boolean isLimitNews(Areas.Found found, int maxUnits) {
        if (!found.isLimited()) {
            return limitUncertain || (limit != null && limit.isExceeded());
        }
        return limit == null || limit.units() != found.total() || limit.maxUnits() != maxUnits;
    }

    /** The client will be told that limit. */
    void announce(Limit next) {
        announcedLimit = next;
    }

    /** The announced limit, to be sent to the client now; empty if another area has begun. */
    Optional<Limit> tellLimit() {
        Optional<Limit> next = Optional.ofNullable(announcedLimit);
        next.ifPresent(told -> {
            limit = told;
            limitUncertain = false;
        });
        announcedLimit = null;
        return next;
    }

    /** All of it as it is saved, with the client's request for the area, which is null without an area. */
    AreaRecord record(String request) {
        List<Visit> visits = new ArrayList<>(ended.size() + inside.size() + coming.size());
        ended.forEach(past -> visits.add(past.visit()));
        inside.forEach((unit, entered) -> visits.add(new Visit(unit.value(), entered, leaving.getOrDefault(unit, 0))));
        coming.forEach((unit, entered) -> visits.add(new Visit(unit.value(), entered, 0)));
        return new AreaRecord(request, visits, announcedLimit == null ? limit : announcedLimit);
    }
}
