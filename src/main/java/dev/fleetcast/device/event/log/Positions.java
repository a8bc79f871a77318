package dev.fleetcast.device.event.log;

import java.util.Arrays;
import java.util.Map;

/**
 * A point in the log: for each partition, the next offset. Partitions that are not listed begin at zero. Immutable.
 */
public final class Positions {

    static final Positions NONE = new Positions(new long[0]);

    private final long[] next;

    private Positions(long[] next) {
        this.next = next;
    }

    static Positions of(long... next) {
        return new Positions(next.clone());
    }

    static Positions of(Map<Integer, Long> offsets) {
        Positions positions = NONE;
        for (var offset : offsets.entrySet()) {
            positions = positions.with(offset.getKey(), offset.getValue());
        }
        return positions;
    }

    int partitions() {
        return next.length;
    }

    public long next(int partition) {
        return partition < next.length ? next[partition] : 0;
    }

    /** Whether the record is before this point. */
    boolean covers(int partition, long offset) {
        return offset < next(partition);
    }

    Positions with(int partition, long offset) {
        long[] other = Arrays.copyOf(next, Math.max(next.length, partition + 1));
        other[partition] = offset;
        return new Positions(other);
    }

    /** The point with the later offset of both in each partition. */
    Positions max(Positions other) {
        long[] greater = new long[Math.max(next.length, other.next.length)];
        for (int i = 0; i < greater.length; i++) {
            greater[i] = Math.max(next(i), other.next(i));
        }
        return new Positions(greater);
    }

    /** This point, but nowhere beyond these offsets. */
    Positions limited(Map<Integer, Long> most) {
        long[] less = next.clone();
        most.forEach((partition, offset) -> {
            if (partition < less.length) {
                less[partition] = Math.min(less[partition], offset);
            }
        });
        return new Positions(less);
    }

    /** Whether this point is at or after the other in every partition. */
    boolean isAtLeast(Positions other) {
        for (int i = 0; i < Math.max(next.length, other.next.length); i++) {
            if (next(i) < other.next(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Positions that && isAtLeast(that) && that.isAtLeast(this);
    }

    @Override
    public int hashCode() {
        int length = next.length;
        while (length > 0 && next[length - 1] == 0) {
            length--;
        }
        return Arrays.hashCode(Arrays.copyOf(next, length));
    }

    @Override
    public String toString() {
        return Arrays.toString(next);
    }
}
