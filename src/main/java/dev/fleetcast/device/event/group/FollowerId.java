package dev.fleetcast.device.event.group;

import dev.fleetcast.memory.MemoryHolder;
import java.util.UUID;

/**
 * Identifies a stream of events over all replicas, and says whose it is: every replica remembers where it was, out of the
 * memory of that user or device.
 */
public final class FollowerId {

    private static final char END = '/';
    /** Ids of an earlier release do not say whose they are. */
    private static final MemoryHolder UNKNOWN = new MemoryHolder("earlier release");

    private FollowerId() {}

    /** Returns a new id. */
    public static String of(MemoryHolder holder) {
        return holder.name() + END + UUID.randomUUID();
    }

    /** Returns whose stream it is. */
    public static MemoryHolder holder(String id) {
        int end = id.lastIndexOf(END);
        return end < 0 ? UNKNOWN : new MemoryHolder(id.substring(0, end));
    }
}
