package dev.fleetcast.cluster;

import dev.fleetcast.stream.ReplicaId;
import dev.fleetcast.stream.StreamRecord;
import dev.fleetcast.stream.StreamTable.Entry;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * What the streams topic says, read from its beginning: of each stream the newest claim, and the newest record that counts.
 * Every replica that reads the same comes to the same result. Times are Kafka's, in milliseconds.
 *
 * <p>A record counts when it was written under the newest claim before it. The first record of a stream counts in any case:
 * the claim it was written under may have been deleted, or the record that counted before it compacted away.
 *
 * <p>Safe for use by any thread.
 */
final class StreamLog {

    private final int maxStreams;
    /** In the order of {@link Known#at}. */
    private final Map<Long, Known> streams = new LinkedHashMap<>();
    /** Streams whose newest record in the log is not the one that counts; compaction would keep the wrong one. */
    private final Set<Long> shadowed = new LinkedHashSet<>();

    private long dropped;

    /**
     * @param record null when only a claim has been read
     * @param serial of the record, among those of its claim
     */
    private record Known(StreamRecord record, String claim, ReplicaId holder, long serial, long at) {}

    /** A record that should be written once more as it is. */
    record Rewrite(StreamRecord record, long serial) {}

    /** @param maxStreams how many are remembered; beyond it the oldest are dropped */
    StreamLog(int maxStreams) {
        this.maxStreams = maxStreams;
    }

    synchronized Optional<Entry> find(long key) {
        Known known = streams.get(key);
        return known == null || known.record == null
                ? Optional.empty()
                : Optional.of(new Entry(known.record, known.claim, known.holder));
    }

    /**
     * A claim has been read.
     *
     * @return the stream at this place in the log; empty when there is none
     */
    synchronized Optional<StreamRecord> claimed(long key, String token, ReplicaId holder, long at) {
        Known before = streams.get(key);
        StreamRecord record = before == null ? null : before.record;
        put(key, new Known(record, token, holder, 0, at));
        return Optional.ofNullable(record);
    }

    /**
     * A record has been read.
     *
     * @param serial rises with each write under one claim
     * @return whether its writer held the stream at this place in the log
     */
    synchronized boolean written(long key, StreamRecord record, long serial, long at) {
        Known before = streams.get(key);
        if (before == null) {
            put(key, new Known(record, record.claim(), record.holder(), serial, at));
            return true;
        }
        boolean holds = record.claim().equals(before.claim);
        boolean counts = before.record == null || (holds && serial >= before.serial);
        if (counts) {
            put(key, new Known(record, before.claim, before.holder, holds ? serial : 0, at));
            shadowed.remove(key);
        }
        if (!counts || !holds) {
            shadowed.add(key);
        }
        return holds;
    }

    /** The stream is deleted. */
    synchronized void removed(long key) {
        streams.remove(key);
        shadowed.remove(key);
    }

    /** Forgets what was last heard of before {@code at}. */
    synchronized void forgetBefore(long at) {
        Iterator<Map.Entry<Long, Known>> oldest = streams.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<Long, Known> next = oldest.next();
            if (next.getValue().at >= at) {
                return;
            }
            oldest.remove();
            shadowed.remove(next.getKey());
        }
    }

    /**
     * What {@code holder} should write again: where something else would survive compaction, and open streams whose record
     * is older than {@code before} and would be deleted some day.
     */
    synchronized List<Rewrite> rewrites(ReplicaId holder, LongPredicate isOpen, long before, int max) {
        List<Rewrite> due = new ArrayList<>();
        for (long key : shadowed) {
            addRewrite(due, streams.get(key), holder, max);
        }
        for (var known : streams.entrySet()) {
            if (known.getValue().at >= before || due.size() >= max) {
                break;
            }
            if (!shadowed.contains(known.getKey()) && isOpen.test(known.getKey())) {
                addRewrite(due, known.getValue(), holder, max);
            }
        }
        return due;
    }

    /** Streams remembered. */
    synchronized int size() {
        return streams.size();
    }

    /** Streams dropped because there were too many. */
    synchronized long dropped() {
        return dropped;
    }

    private static void addRewrite(List<Rewrite> due, Known known, ReplicaId holder, int max) {
        if (due.size() < max && known.holder.equals(holder) && known.record != null) {
            StreamRecord record = known.record;
            due.add(new Rewrite(
                    new StreamRecord(
                            record.streamId(),
                            known.claim,
                            holder,
                            record.owner(),
                            record.changes(),
                            record.followed(),
                            record.reapings(),
                            record.ended()),
                    known.serial));
        }
    }

    private void put(long key, Known known) {
        // Removed first, so that it goes to the end.
        streams.remove(key);
        streams.put(key, known);
        if (streams.size() > maxStreams) {
            long oldest = streams.keySet().iterator().next();
            removed(oldest);
            dropped++;
        }
    }
}
