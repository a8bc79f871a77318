package dev.fleetcast.device.event.log;

import dev.fleetcast.device.DeviceConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The newest part of the log of device events in memory, in the order in which this replica has read it, within {@code
 * fleetcast.device.window-bytes}. Written by the thread that reads Kafka, read by every stream; safe for use by any
 * thread.
 */
@Singleton
public class EventLog {

    private static final int FIRST_CAPACITY = 1 << 10;

    private final long maxBytes;
    private LoggedEvent[] ring = new LoggedEvent[FIRST_CAPACITY];
    private long first;
    private Positions start = Positions.NONE;
    private Positions reached = Positions.NONE;
    private Break last = new Break(0, Map.of());
    private long bytes;
    /** Read without the lock by streams that check for new events. */
    private volatile long end;

    /**
     * A break of the log.
     *
     * @param number rises with each
     * @param next the next offset of each affected partition
     */
    record Break(long number, Map<Integer, Long> next) {}

    /**
     * A point in the log.
     *
     * @param number of the next event in this replica's order
     * @param positions the same as offsets
     */
    public record Place(long number, Positions positions) {}

    @Inject
    EventLog(DeviceConfig config) {
        this(config.windowBytes().asLongValue());
    }

    public EventLog(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Begins partitions that were found, at these offsets. */
    synchronized void begin(Map<Integer, Long> offsets) {
        offsets.forEach((partition, offset) -> {
            reached = reached.with(partition, offset);
            start = start.with(partition, offset);
        });
    }

    /** The log does not go on where it was read to: it does so at these offsets. */
    synchronized void breakAt(Map<Integer, Long> offsets) {
        last = new Break(last.number + 1, Map.copyOf(offsets));
        offsets.forEach((partition, offset) -> {
            reached = reached.with(partition, offset);
            start = start.limited(Map.of(partition, offset));
        });
    }

    /** The newest break. */
    synchronized Break lastBreak() {
        return last;
    }

    /** Goes past a record that is no event. */
    synchronized void skip(int partition, long offset) {
        reached = reached.with(partition, offset + 1);
    }

    /** Adds the next event. */
    synchronized void add(ReadEvent event) {
        reached = reached.with(event.partition(), event.offset() + 1);
        LoggedEvent added = new LoggedEvent(end, reached, event);
        if (end - first == ring.length) {
            grow();
        }
        ring[index(end)] = added;
        bytes += added.weight();
        end++;
        while (bytes > maxBytes && end - first > 1) {
            removeOldest();
        }
    }

    /** The number of the next event. */
    long end() {
        return end;
    }

    /** Where the log has been read to. */
    public synchronized Place now() {
        return new Place(end, reached);
    }

    /** Where the part in memory begins. */
    synchronized Place beginning() {
        return new Place(first, start);
    }

    /** At most {@code max} events from that number on; empty if they are no longer all in memory. */
    synchronized Optional<List<LoggedEvent>> from(long number, int max) {
        if (number < first) {
            return Optional.empty();
        }
        int count = (int) Math.min(max, end - number);
        LoggedEvent[] events = new LoggedEvent[Math.max(0, count)];
        for (int i = 0; i < events.length; i++) {
            events[i] = ring[index(number + i)];
        }
        return Optional.of(List.of(events));
    }

    private void removeOldest() {
        int oldest = index(first);
        bytes -= ring[oldest].weight();
        start = ring[oldest].after();
        ring[oldest] = null;
        first++;
    }

    private void grow() {
        LoggedEvent[] larger = new LoggedEvent[ring.length * 2];
        for (long number = first; number < end; number++) {
            larger[(int) (number & (larger.length - 1))] = ring[index(number)];
        }
        ring = larger;
    }

    private int index(long number) {
        return (int) (number & (ring.length - 1));
    }
}
