package dev.fleetcast.history.read;

import dev.fleetcast.history.stored.StoredMessage;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Finds messages that a device has sent again: those with the same content, unit and time, in ascending order. Most
 * messages are alone in their time, and need no digest. Not thread-safe.
 */
final class Repeats {

    private final ToLongFunction<byte[]> digests;
    private final Set<Sent> sent = new HashSet<>();
    private Instant time = Instant.MIN;
    private byte[] first;
    private long firstUnit;

    private record Sent(long unit, long digest) {}

    /** @param digests returns the digest of a message's content */
    Repeats(ToLongFunction<byte[]> digests) {
        this.digests = digests;
    }

    /** Takes the next message; returns true if it repeats an earlier one. */
    boolean take(StoredMessage stored, long unit) {
        if (stored.filedAt().isAfter(time)) {
            time = stored.filedAt();
            first = stored.content();
            firstUnit = unit;
            sent.clear();
            return false;
        }
        if (sent.isEmpty()) {
            sent.add(new Sent(firstUnit, digests.applyAsLong(first)));
        }
        return !sent.add(new Sent(unit, digests.applyAsLong(stored.content())));
    }
}
