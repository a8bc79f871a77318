package dev.fleetcast.cluster;

import dev.fleetcast.cluster.StreamsTopic.Place;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.stream.ReplicaId;
import dev.fleetcast.stream.StreamRecord;
import dev.fleetcast.stream.StreamTable.Entry;
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
 * What the streams topic says, read from its beginning: of each stream the newest claim, and the newest record that counts.
 * Every replica that reads the same comes to the same result, whatever any clock says: only the order in the log matters.
 *
 * <p>A claim counts unless another one that counts stands between it and what its holder had read of the stream when it
 * claimed. So a claim that an outage has held up does not take the stream from a replica that claimed it meanwhile, and of two replicas
 * that claim at the same time the later one learns of the other and claims again.
 *
 * <p>A record counts when it was written under the newest claim before it. The first record of a stream counts in any case:
 * the claim it was written under may have been deleted, or the record that counted before it compacted away.
 *
 * <p>Where there is no room for what streams follow, see {@link StreamMemory}, it is forgotten: such a stream cannot be
 * resumed here, but calls for it find their way, and its holder writes it down again while it is open.
 *
 * <p>Times are Kafka's, in milliseconds. They only say what is old enough to be forgotten or written again.
 *
 * <p>Safe for use by any thread.
 */
final class StreamLog {

    private final int maxStreams;
    private final StreamMemory memory;
    /** In the order of {@link KnownStream#last}. */
    private final Map<Long, KnownStream> streams = new LinkedHashMap<>();
    /** Streams whose newest record in the log is not the one that counts; compaction would keep the wrong one. */
    private final Set<Long> shadowed = new LinkedHashSet<>();

    /** Streams whose newest claim in the log does not count. */
    private final Set<Long> shadowedClaims = new LinkedHashSet<>();

    private long dropped;
    private long newestAt;

    /**
     * What has become of a claim.
     *
     * @param counts whether its holder holds the stream from there on
     * @param stream the stream at this place in the log, if there is one and what it follows is known
     */
    record Claimed(boolean counts, Optional<StreamRecord> stream) {}

    /** A record that should be written once more as it is. */
    record Rewrite(StreamRecord record, long serial) {}

    /**
     * @param maxStreams how many are remembered; beyond it the oldest are dropped
     * @param budget bytes for what is remembered
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

    /** The offset of the newest record of that stream that has been read; -1 if none has been. */
    synchronized long lastRead(long key) {
        KnownStream known = streams.get(key);
        return known == null ? -1 : known.last().offset();
    }

    /** A claim has been read. */
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
     * A record has been read.
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

    /** The stream is deleted. */
    synchronized void removed(long key) {
        release(key, streams.remove(key));
        shadowed.remove(key);
        shadowedClaims.remove(key);
    }

    /**
     * Forgets what was last heard of so long ago, both by Kafka's clock and by {@code now} of this machine's: one of them that
     * runs ahead takes nothing away.
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
     * What {@code holder} should write again: where something else would survive compaction, and open streams whose record
     * is older than {@code age}, by Kafka's clock or by {@code now} of this machine's, and would be deleted some day.
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

    /** The claims, by stream, that {@code holder} should make again: another one that does not count would survive compaction. */
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

    /** Whether what the stream follows has been forgotten. */
    synchronized boolean isStripped(long key) {
        KnownStream known = streams.get(key);
        return known != null && known.stripped();
    }

    /** Open streams of which what they follow has been forgotten here, and may have been on other replicas. */
    synchronized List<Long> strippedOnes(LongPredicate isOpen, int max) {
        return streams.entrySet().stream()
                .filter(known -> known.getValue().stripped() && isOpen.test(known.getKey()))
                .map(Map.Entry::getKey)
                .limit(max)
                .toList();
    }

    /** Streams remembered. */
    synchronized int size() {
        return streams.size();
    }

    /** Streams that cannot be resumed here any more because there was no room for them. */
    synchronized long dropped() {
        return dropped;
    }

    /** Whether the claimant knew of the claim that counts, or has made it. An offset that went back is another log's. */
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
        // Removed first, so that it goes to the end.
        release(key, streams.remove(key));
        enter(key, known);
        if (streams.size() > maxStreams) {
            long oldest = streams.keySet().iterator().next();
            drop(oldest);
        }
    }

    /** Makes room by forgetting others, and at last what the stream itself follows, or the stream. */
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

    /** What the stream follows or, if that has been forgotten before, the stream. */
    private void forget(long key) {
        KnownStream known = streams.get(key);
        if (known.stripped()) {
            removed(key);
        } else {
            release(key, known);
            KnownStream bare = known.strip();
            dropped++;
            // In its place: it has not been heard of again.
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
