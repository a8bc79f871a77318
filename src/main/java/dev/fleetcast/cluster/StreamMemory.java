package dev.fleetcast.cluster;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.stream.spi.StreamTable.StreamRecord;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The memory of remembered streams, by user, and the choice of what to discard when there is no room: first the
 * subscriptions of the user's own oldest streams, then those streams; if all users together exceed the budget, those of
 * the user with the highest usage.
 *
 * <p>Confined to its {@link StreamLog}. The choice depends only on the log and the budget, so replicas with the same
 * heap discard the same streams.
 */
final class StreamMemory {

    /** Bytes of a stream without its subscriptions: objects, ids, tokens and table entries, measured and rounded up. */
    static final int STREAM_BYTES = 1_000;

    private static final int NUMBER_BYTES = 48;

    private final MemoryBudget budget;
    private final Map<Long, User> users = new HashMap<>();

    /** The streams of one user, in the order in which they are discarded: the longest unwritten first. */
    private static final class User {

        private final Set<Long> whole = new LinkedHashSet<>();
        private final Set<Long> stripped = new LinkedHashSet<>();
        private long bytes;

        boolean isEmpty() {
            return whole.isEmpty() && stripped.isEmpty();
        }

        /** Keeps stripped streams for up to half of the user's memory: calls for them can still be forwarded. */
        OptionalLong oldestBut(long key) {
            boolean enough = 2L * stripped.size() * STREAM_BYTES > bytes;
            OptionalLong oldest = oldestBut(key, enough ? stripped : whole);
            return oldest.isPresent() ? oldest : oldestBut(key, enough ? whole : stripped);
        }

        private static OptionalLong oldestBut(long key, Set<Long> streams) {
            return streams.stream()
                    .filter(stream -> stream != key)
                    .mapToLong(Long::longValue)
                    .findFirst();
        }
    }

    StreamMemory(MemoryBudget budget) {
        this.budget = budget;
    }

    /**
     * Reserves the memory for the stream.
     *
     * @param stripped whether its subscriptions were discarded
     * @return false if there is no room
     */
    boolean take(long key, StreamRecord record, boolean stripped) {
        long bytes = bytes(record);
        if (!budget.tryReserve(holder(record), bytes)) {
            return false;
        }
        User user = users.computeIfAbsent(record.owner().userId(), id -> new User());
        (stripped ? user.stripped : user.whole).add(key);
        user.bytes += bytes;
        return true;
    }

    /** Releases the memory of the stream. */
    void giveBack(long key, StreamRecord record) {
        long bytes = bytes(record);
        budget.release(holder(record), bytes);
        User user = users.get(record.owner().userId());
        user.whole.remove(key);
        user.stripped.remove(key);
        user.bytes -= bytes;
        if (user.isEmpty()) {
            users.remove(record.owner().userId());
        }
    }

    /** The stream to discard to make room for another; empty if there are no others. */
    OptionalLong toForgetFor(long key, StreamRecord record) {
        boolean isFull = budget.used() + bytes(record) > budget.limit();
        User payer = isFull
                ? users.values().stream()
                        .max(Comparator.comparingLong(user -> user.bytes))
                        .orElse(null)
                : users.get(record.owner().userId());
        return payer == null ? OptionalLong.empty() : payer.oldestBut(key);
    }

    private static long bytes(StreamRecord record) {
        Viewer owner = record.owner();
        return STREAM_BYTES
                + (long) NUMBER_BYTES
                        * (owner.clientIds().size() + owner.roles().size())
                + record.followed().size()
                + record.area().size();
    }

    private static MemoryHolder holder(StreamRecord record) {
        return MemoryHolder.ofUser(record.owner().userId());
    }
}
