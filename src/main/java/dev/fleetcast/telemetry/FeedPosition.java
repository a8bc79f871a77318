package dev.fleetcast.telemetry;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far the feed has been taken in: for every partition of every feed topic the offset that comes next. A partition that
 * is not mentioned has not been begun, which is the same as being at its offset 0. Immutable; safe for use by any thread.
 */
public final class FeedPosition {

    /** Before everything. */
    public static final FeedPosition START = new FeedPosition(new TreeMap<>());

    private final SortedMap<String, long[]> next;

    private FeedPosition(SortedMap<String, long[]> next) {
        this.next = next;
    }

    /** @param next per topic the next offset of each partition, from partition 0; copied */
    public static FeedPosition of(Map<String, long[]> next) {
        SortedMap<String, long[]> copy = new TreeMap<>();
        next.forEach((topic, offsets) -> copy.put(topic, offsets.clone()));
        return new FeedPosition(copy);
    }

    /** Per topic, in alphabetical order, the next offset of each partition; a copy. */
    public SortedMap<String, long[]> offsets() {
        SortedMap<String, long[]> copy = new TreeMap<>();
        next.forEach((topic, offsets) -> copy.put(topic, offsets.clone()));
        return copy;
    }

    /** Takes the next offset of one partition. */
    @FunctionalInterface
    public interface Visitor {

        void visit(String topic, int partition, long offset);
    }

    /** Shows every partition, by topic in alphabetical order and by number. */
    public void forEach(Visitor visitor) {
        next.forEach((topic, offsets) -> {
            for (int partition = 0; partition < offsets.length; partition++) {
                visitor.visit(topic, partition, offsets[partition]);
            }
        });
    }

    /** How many partitions are mentioned. */
    public int partitions() {
        int partitions = 0;
        for (long[] offsets : next.values()) {
            partitions += offsets.length;
        }
        return partitions;
    }

    /** The offset of that partition that comes next. */
    public long next(String topic, int partition) {
        long[] offsets = next.get(topic);
        return offsets == null || partition >= offsets.length ? 0 : offsets[partition];
    }

    /** Whether what stands there has been taken in. */
    public boolean includes(KafkaPosition position) {
        return position.offset() < next(position.topic(), position.partition());
    }

    /** This position after {@code taken} has been taken in too; everything before it in its partition counts as taken. */
    public FeedPosition after(KafkaPosition taken) {
        return with(
                taken.topic(), taken.partition(), Math.max(taken.offset() + 1, next(taken.topic(), taken.partition())));
    }

    /** This position with another next offset in one partition. */
    public FeedPosition with(String topic, int partition, long offset) {
        SortedMap<String, long[]> changed = new TreeMap<>(next);
        long[] before = next.getOrDefault(topic, new long[0]);
        long[] offsets = Arrays.copyOf(before, Math.max(before.length, partition + 1));
        offsets[partition] = offset;
        changed.put(topic, offsets);
        return new FeedPosition(changed);
    }

    /** In each partition the later of both. */
    public FeedPosition union(FeedPosition other) {
        Map<String, long[]> later = new HashMap<>(offsets());
        other.next.forEach((topic, theirs) -> later.merge(topic, theirs.clone(), FeedPosition::later));
        return of(later);
    }

    /** Whether everything that {@code other} has taken in is taken in here too. */
    public boolean isAtLeast(FeedPosition other) {
        // Asked for every event of every stream: no allocation but the iterator's.
        for (var topic : other.next.entrySet()) {
            long[] theirs = topic.getValue();
            for (int partition = 0; partition < theirs.length; partition++) {
                if (next(topic.getKey(), partition) < theirs[partition]) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeedPosition position && isAtLeast(position) && position.isAtLeast(this);
    }

    @Override
    public int hashCode() {
        // Offset 0 is the same as no partition.
        return next.entrySet().stream()
                .mapToInt(topic -> Arrays.stream(topic.getValue())
                        .mapToInt(offset -> Objects.hash(topic.getKey(), offset) * Long.signum(offset))
                        .sum())
                .sum();
    }

    @Override
    public String toString() {
        Map<String, String> shown = new TreeMap<>();
        next.forEach((topic, offsets) -> shown.put(topic, Arrays.toString(offsets)));
        return shown.toString();
    }

    private static long[] later(long[] one, long[] other) {
        long[] later = Arrays.copyOf(one, Math.max(one.length, other.length));
        for (int partition = 0; partition < other.length; partition++) {
            later[partition] = Math.max(later[partition], other[partition]);
        }
        return later;
    }
}
