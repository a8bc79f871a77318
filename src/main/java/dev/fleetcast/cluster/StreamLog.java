package dev.fleetcast.cluster;

import dev.fleetcast.cluster.topic.StreamsTopic.Claim;
import dev.fleetcast.cluster.topic.StreamsTopic.Place;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.stream.spi.StreamTable.Entry;
import dev.fleetcast.stream.spi.StreamTable.StreamRecord;
import dev.fleetcast.threading.ThreadSafe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * The content of the streams topic, read from its beginning: the newest valid claim and the newest valid record of each
 * stream. Every replica that reads the same log gets the same result, regardless of clocks: only the order in the log
 * matters.
 *
 * <p>A claim is valid unless another valid claim stands between it and the newest record its holder had read when it
 * claimed. A claim delayed by an outage thus does not take the stream from a replica that claimed it meanwhile; if two
 * replicas claim at the same time, the later one learns of the other and claims again.
 *
 * <p>A record is valid if it was written under the newest claim before it. The first record of a stream is always
 * valid: its claim may have been deleted, or an earlier valid record compacted away.
 *
 * <p>Where there is no room for a stream's subscriptions, see {@link StreamMemory}, they are discarded: the stream
 * cannot be resumed here, but calls for it are still forwarded, and its holder writes it again while it is open.
 *
 * <p>Times are Kafka's, in milliseconds. They only determine when entries are forgotten or written again.
 */
@ThreadSafe
final class StreamLog {

    private final int maxStreams;
    private final StreamMemory memory;
    /** Ordered by {@link KnownStream#last}. */
    private final Map<Long, KnownStream> streams = new LinkedHashMap<>();
    /** Streams whose newest record in the log is not the valid one; compaction would keep the wrong one. */
    private final Set<Long> shadowed = new LinkedHashSet<>();

    /** Streams whose newest claim in the log is not valid. */
    private final Set<Long> shadowedClaims = new LinkedHashSet<>();

    private long dropped;
    private long newestAt;

    /**
     * The outcome of a claim.
     *
     * @param counts whether its holder holds the stream from there on
     * @param stream the stream at this place in the log, if it exists and its subscriptions are known
     */
    record Claimed(boolean counts, Optional<StreamRecord> stream) {}

    /** A record to be written again unchanged. */
    record Rewrite(StreamRecord record, long serial) {}

    /**
     * @param maxStreams the maximum number of remembered streams; beyond it the oldest are dropped
     * @param budget the memory for remembered streams
     */
    StreamLog(int maxStreams, MemoryBudget budget) {
        this.maxStreams = maxStreams;
        this.memory = new StreamMemory(budget);
    }

    synchronized Optional<Entry> find(long key) {
        KnownStream known = streams.get(key);
        return known == null || known.record() == null
                ? Optional.empty()
                : Optional.of(new Entry(known.record(), known.claim(), known.holder()));
    }

    /** The offset of the stream's newest record or claim read so far; -1 before the first. */
    synchronized long lastRead(long key) {
        KnownStream known = streams.get(key);
        return known == null ? -1 : known.last().offset();
    }

    /** Handles a claim. */
    synchronized Claimed claimed(long key, Claim claim, Place place) {
        KnownStream before = streams.get(key);
        boolean counts = before == null || isKnownTo(claim, place, before);
        if (counts) {
            put(key, before == null ? claimed(claim, place) : claimed(before, claim, place));
            shadowedClaims.remove(key);
        } else {
            put(key, before.seenAt(place));
            shadowedClaims.add(key);
        }
        return new Claimed(counts, Optional.ofNullable(before).flatMap(KnownStream::resumable));
    }

    /**
     * Handles a record.
     *
     * @param serial rises with each write under one claim
     * @return whether its writer held the stream at this place in the log
     */
    synchronized boolean written(long key, StreamRecord record, long serial, Place place) {
        KnownStream before = streams.get(key);
        if (before == null) {
            put(key, new KnownStream(record, false, record.claim(), record.holder(), -1, serial, place));
            return true;
        }
        boolean holds = record.claim().equals(before.claim());
        boolean counts = before.record() == null || (holds && serial >= before.serial());
        if (counts) {
            put(
                    key,
                    new KnownStream(
                            record,
                            false,
                            before.claim(),
                            before.holder(),
                            before.claimedAt(),
                            holds ? serial : 0,
                            place));
            shadowed.remove(key);
        } else {
            put(key, before.seenAt(place));
        }
        if (!counts || !holds) {
            shadowed.add(key);
        }
        return holds;
    }

    /** Removes the stream. */
    synchronized void removed(long key) {
        release(key, streams.remove(key));
        shadowed.remove(key);
        shadowedClaims.remove(key);
    }

    /**
     * Forgets streams whose last entry is older than {@code age}, both by Kafka's clock and by this machine's
     * {@code now}: a single clock that runs ahead removes nothing.
     */
    synchronized void forgetOlderThan(Duration age, long now) {
        long before = Math.min(now, newestAt) - age.toMillis();
        List<Long> old = new ArrayList<>();
        for (Map.Entry<Long, KnownStream> oldest : streams.entrySet()) {
            if (oldest.getValue().last().at() >= before) {
                break;
            }
            old.add(oldest.getKey());
        }
        old.forEach(this::removed);
    }

    /**
     * The records that {@code holder} should write again: those that compaction would replace by another, and those of
     * open streams that are older than {@code age}, by Kafka's clock or by this machine's {@code now}, and would
     * eventually be deleted.
     */
    synchronized List<Rewrite> rewrites(ReplicaId holder, LongPredicate isOpen, Duration age, long now, int max) {
        long before = Math.max(now, newestAt) - age.toMillis();
        List<Rewrite> due = new ArrayList<>();
        for (long key : shadowed) {
            addRewrite(due, streams.get(key), holder, max);
        }
        for (var known : streams.entrySet()) {
            if (known.getValue().last().at() >= before || due.size() >= max) {
                break;
            }
            if (!shadowed.contains(known.getKey()) && isOpen.test(known.getKey())) {
                addRewrite(due, known.getValue(), holder, max);
            }
        }
        return due;
    }

    /** The claims, by stream, that {@code holder} should repeat: compaction would keep an invalid one instead. */
    synchronized Map<Long, Claim> reclaims(ReplicaId holder) {
        Map<Long, Claim> due = new HashMap<>();
        for (long key : shadowedClaims) {
            KnownStream known = streams.get(key);
            if (known.holder().equals(holder)) {
                due.put(key, new Claim(known.claim(), holder, known.last().offset()));
            }
        }
        return due;
    }

    /** Whether the stream's subscriptions were discarded. */
    synchronized boolean isStripped(long key) {
        KnownStream known = streams.get(key);
        return known != null && known.stripped();
    }

    /** Open streams whose subscriptions were discarded here, and possibly on other replicas. */
    synchronized List<Long> strippedOnes(LongPredicate isOpen, int max) {
        return streams.entrySet().stream()
                .filter(known -> known.getValue().stripped() && isOpen.test(known.getKey()))
                .map(Map.Entry::getKey)
                .limit(max)
                .toList();
    }

    /** The number of remembered streams. */
    synchronized int size() {
        return streams.size();
    }

    /** The number of streams that can no longer be resumed here because there was no room for them. */
    synchronized long dropped() {
        return dropped;
    }

    /** Whether the claimant knew, or made, the valid claim. An offset that went back belongs to another log. */
    private static boolean isKnownTo(Claim claim, Place place, KnownStream before) {
        return before.claimedAt() <= claim.after()
                || place.offset() <= before.claimedAt()
                || claim.token().equals(before.claim());
    }

    private static void addRewrite(List<Rewrite> due, KnownStream known, ReplicaId holder, int max) {
        if (due.size() < max
                && known.holder().equals(holder)
                && known.resumable().isPresent()) {
            due.add(new Rewrite(known.current(), known.serial()));
        }
    }

    private static KnownStream claimed(Claim claim, Place place) {
        return new KnownStream(null, false, claim.token(), claim.holder(), place.offset(), 0, place);
    }

    private static KnownStream claimed(KnownStream before, Claim claim, Place place) {
        return new KnownStream(
                before.record(), before.stripped(), claim.token(), claim.holder(), place.offset(), 0, place);
    }

    private void put(long key, KnownStream known) {
        newestAt = Math.max(newestAt, known.last().at());
        // Removed first, so that it moves to the end.
        release(key, streams.remove(key));
        enter(key, known);
        if (streams.size() > maxStreams) {
            long oldest = streams.keySet().iterator().next();
            drop(oldest);
        }
    }

    /** Makes room by discarding other streams, and finally the stream's own subscriptions, or the stream itself. */
    private void enter(long key, KnownStream known) {
        while (known.record() != null && !memory.take(key, known.record(), known.stripped())) {
            OptionalLong other = memory.toForgetFor(key, known.record());
            if (other.isPresent()) {
                forget(other.getAsLong());
            } else {
                dropped += known.stripped() ? 0 : 1;
                if (!known.stripped()) {
                    enter(key, known.strip());
                }
                return;
            }
        }
        streams.put(key, known);
    }

    /** Discards the stream's subscriptions or, if they are already discarded, the stream. */
    private void forget(long key) {
        KnownStream known = streams.get(key);
        if (known.stripped()) {
            removed(key);
        } else {
            release(key, known);
            KnownStream bare = known.strip();
            dropped++;
            // Keeps its place in the order, as there was no new entry for it.
            streams.put(key, bare);
            memory.take(key, bare.record(), true);
        }
    }

    private void drop(long key) {
        dropped += streams.get(key).stripped() ? 0 : 1;
        removed(key);
    }

    private void release(long key, KnownStream known) {
        if (known != null && known.record() != null) {
            memory.giveBack(key, known.record());
        }
    }
}
