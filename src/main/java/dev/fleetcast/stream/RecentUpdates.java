package dev.fleetcast.stream;

/**
 * The newest updates of one event loop, numbered as they come; kept only while a stream of the loop has not been given all
 * of them, so that it need not read them from Kafka. Bounded in bytes: the oldest are forgotten. Confined to the loop.
 */
final class RecentUpdates {

    /** Beside the extended message and a frame of about its size: objects, a position, an event for each envelope. */
    private static final int OVERHEAD = 512;

    private static final int SMALL = 64;

    private final long maxBytes;
    private RoutedUpdate[] ring = new RoutedUpdate[SMALL];
    private long begin;
    private long end;
    private long bytes;
    private int readers;

    /** @param maxBytes of memory for what is kept; a single update is kept whatever its size */
    RecentUpdates(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** A stream wants what comes from now on; the number that the next update will have. */
    long join() {
        readers++;
        return end;
    }

    /** A stream wants that update, the newest, and what comes after it; the update's number. */
    long joinAt(RoutedUpdate newest) {
        if (readers == 0) {
            append(newest);
        }
        readers++;
        return end - 1;
    }

    /** A stream that has {@link #join joined} wants nothing more. */
    void leave() {
        readers--;
        if (readers == 0) {
            begin = end;
            bytes = 0;
            ring = new RoutedUpdate[SMALL];
        }
    }

    /** An update has come. */
    void add(RoutedUpdate update) {
        if (readers > 0) {
            append(update);
        }
    }

    /** Whether the update of that number, and everything after it, has not been forgotten. */
    boolean reachesBackTo(long number) {
        return number >= begin;
    }

    /** The number that the next update will have. */
    long end() {
        return end;
    }

    /** The update of that number. */
    RoutedUpdate at(long number) {
        return ring[index(number)];
    }

    private void append(RoutedUpdate update) {
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
        RoutedUpdate[] larger = new RoutedUpdate[2 * ring.length];
        for (long number = begin; number < end; number++) {
            larger[(int) (number & (larger.length - 1))] = at(number);
        }
        ring = larger;
    }

    private int index(long number) {
        return (int) (number & (ring.length - 1));
    }

    private static long size(RoutedUpdate update) {
        return 2L * update.update().extended().length + OVERHEAD;
    }
}
