package dev.fleetcast.stream;

import dev.fleetcast.stream.event.Update;
import dev.fleetcast.threading.EventLoopConfined;

/**
 * The newest updates of one event loop, numbered consecutively. Kept only while a stream of the loop is behind, so that
 * it need not read them from Kafka. Bounded in bytes: the oldest are discarded.
 */
@EventLoopConfined
final class RecentUpdates {

    /** Bytes besides the extended message and a frame of similar size: objects, a position, an event per envelope. */
    private static final int OVERHEAD = 512;

    private static final int SMALL = 64;

    private final long maxBytes;
    private Update[] ring = new Update[SMALL];
    private long begin;
    private long end;
    private long bytes;
    private int readers;

    /** @param maxBytes the memory limit; a single update is kept regardless of its size */
    RecentUpdates(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Adds a reader of future updates; returns the number of the next one. */
    long join() {
        readers++;
        return end;
    }

    /** Adds a reader of {@code newest} and all later updates; returns the number of {@code newest}. */
    long joinAt(Update newest) {
        if (readers == 0) {
            append(newest);
        }
        readers++;
        return end - 1;
    }

    /** Removes a reader that has {@link #join joined}. */
    void leave() {
        readers--;
        if (readers == 0) {
            begin = end;
            bytes = 0;
            ring = new Update[SMALL];
        }
    }

    /** Adds an update if there are readers. */
    void add(Update update) {
        if (readers > 0) {
            append(update);
        }
    }

    /** Whether the update with that number, and everything after it, is still available. */
    boolean reachesBackTo(long number) {
        return number >= begin;
    }

    /** The number of the next update. */
    long end() {
        return end;
    }

    /** The update with that number. */
    Update at(long number) {
        return ring[index(number)];
    }

    private void append(Update update) {
        if (end - begin == ring.length) {
            grow();
        }
        ring[index(end)] = update;
        end++;
        bytes += size(update);
        while (bytes > maxBytes && end - begin > 1) {
            bytes -= size(at(begin));
            ring[index(begin)] = null;
            begin++;
        }
    }

    private void grow() {
        Update[] larger = new Update[2 * ring.length];
        for (long number = begin; number < end; number++) {
            larger[(int) (number & (larger.length - 1))] = at(number);
        }
        ring = larger;
    }

    private int index(long number) {
        return (int) (number & (ring.length - 1));
    }

    private static long size(Update update) {
        return 2L * update.extended().length + OVERHEAD;
    }
}
