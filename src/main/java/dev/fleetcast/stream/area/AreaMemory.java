package dev.fleetcast.stream.area;

import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.memory.Reservation;
import dev.fleetcast.threading.EventLoopConfined;
import java.util.Set;
import java.util.function.Function;

/** The memory of one stream's area, reserved from the share of the stream's user. */
@EventLoopConfined
public final class AreaMemory {

    /** Bytes of a unit that a stream follows for its area: subscription and table entries, measured and rounded up. */
    static final int UNIT_BYTES = 300;

    /** Bytes of a unit that has left. */
    private static final int LEFT_BYTES = 100;

    private final Reservation memory;
    private long ofArea;
    private int units;
    private int left;

    public AreaMemory(MemoryBudget budget, MemoryHolder holder) {
        this.memory = new Reservation(budget, holder, Long.MAX_VALUE);
    }

    /** Reserves memory for an area that replaces the last one. Without free memory, returns false and changes nothing. */
    public boolean tryTake(FollowedArea area) {
        return trySet(area.bytes(), units, left);
    }

    /** Reserves memory for that many units that have left. Without free memory, returns false and releases all of it. */
    public boolean tryRemember(int units) {
        return trySet(ofArea, this.units, units) || !trySet(ofArea, this.units, 0);
    }

    /**
     * Finds the units of the area, or as many of the nearest as there is memory for. Never fewer than last time, unless
     * there are fewer.
     *
     * @param before what was found the last time
     * @param source see {@link Areas#find}
     */
    public Areas.Found find(FollowedArea area, Areas.Found before, Function<FollowedArea, Areas.Found> source) {
        Areas.Found found = source.apply(area);
        if ((found == before && found.units().size() == units)
                || tryHold(found.units().size())) {
            return found;
        }
        int most = mostOf(found.units().size());
        return most == 0 ? new Areas.Found(Set.of(), found.total()) : source.apply(area.atMost(most));
    }

    /** Holds memory for as many units as there is, which is for those of last time and fewer than {@code tooMany}. */
    private int mostOf(int tooMany) {
        int above = tooMany;
        while (above - units > 1) {
            int middle = units + (above - units) / 2;
            if (!tryHold(middle)) {
                above = middle;
            }
        }
        return units;
    }

    /** Releases everything: the area has ended. */
    public void clear() {
        memory.clear();
        ofArea = 0;
        units = 0;
        left = 0;
    }

    private boolean tryHold(int wanted) {
        return trySet(ofArea, wanted, left);
    }

    private boolean trySet(long area, int inside, int gone) {
        if (!memory.trySet(area + (long) UNIT_BYTES * inside + (long) LEFT_BYTES * gone)) {
            return false;
        }
        ofArea = area;
        units = inside;
        left = gone;
        return true;
    }
}
