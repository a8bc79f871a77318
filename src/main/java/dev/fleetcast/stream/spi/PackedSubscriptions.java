package dev.fleetcast.stream.spi;

import dev.fleetcast.stream.cursor.Varints;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.event.Filter;
import dev.fleetcast.telemetry.FeedPosition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The subscriptions by token of a stream in packed form: every replica remembers them for all streams, but reads them
 * only when a stream is resumed. Each point of the feed is encoded as its distance from the previous one, and so are units
 * and change numbers. A unit that was subscribed on its own takes about 20 bytes in a feed of 12 partitions. Immutable.
 */
public final class PackedSubscriptions {

    /** No subscriptions. */
    public static final PackedSubscriptions NOTHING = new PackedSubscriptions(new byte[0]);

    private static final SortedMap<String, long[]> NO_OFFSETS = Collections.emptySortedMap();

    /**
     * Units that a stream began to follow at one point of the feed.
     *
     * @param start messages before it are not for this stream
     * @param mode what they receive
     * @param subscriptions the units, each with its number among the changes of the stream
     */
    public record Group(FeedPosition start, DeliveryMode mode, List<Numbered> subscriptions) {

        public Group {
            subscriptions = List.copyOf(subscriptions);
        }
    }

    /**
     * One subscription.
     *
     * @param unitId the unit
     * @param change the stream's count of subscriptions when this one was made, from 1
     */
    public record Numbered(long unitId, int change) {}

    private final byte[] packed;

    private PackedSubscriptions(byte[] packed) {
        this.packed = packed;
    }

    /** Packs subscriptions, grouped by their starting point in the feed. */
    public static PackedSubscriptions of(List<Group> groups) {
        ByteBuffer out = ByteBuffer.allocate(
                groups.stream().mapToInt(PackedSubscriptions::mostBytes).sum());
        SortedMap<String, long[]> before = NO_OFFSETS;
        for (Group group : groups) {
            SortedMap<String, long[]> offsets = group.start().offsets();
            write(out, offsets, before);
            before = offsets;
            write(out, group.mode());
            write(out, group.subscriptions());
        }
        return new PackedSubscriptions(Arrays.copyOf(out.array(), out.position()));
    }

    /** The subscriptions, grouped by their starting point in the feed; unpacked on each call. */
    public List<Group> groups() {
        ByteBuffer in = ByteBuffer.wrap(packed);
        List<Group> groups = new ArrayList<>();
        SortedMap<String, long[]> before = NO_OFFSETS;
        while (in.hasRemaining()) {
            SortedMap<String, long[]> offsets = readOffsets(in, before);
            before = offsets;
            groups.add(new Group(FeedPosition.of(offsets), readMode(in), readSubscriptions(in)));
        }
        return groups;
    }

    /** The size in bytes. */
    public int size() {
        return packed.length;
    }

    /** Equal to others that were packed from the same subscriptions in the same order. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PackedSubscriptions value && Arrays.equals(packed, value.packed);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(packed);
    }

    @Override
    public String toString() {
        return groups().toString();
    }

    private static int mostBytes(Group group) {
        int names = group.start().offsets().keySet().stream()
                .mapToInt(topic -> topic.getBytes(StandardCharsets.UTF_8).length + 2 * Varints.LONGEST)
                .sum();
        int filter = group.mode().filter() == null ? 0 : bytes(group.mode().filter()).length + Varints.LONGEST;
        int numbers = 3 + group.start().partitions() + 2 * group.subscriptions().size();
        return names + filter + numbers * Varints.LONGEST;
    }

    /** One number has the interval, plus one, and whether a filter follows. */
    private static void write(ByteBuffer out, DeliveryMode mode) {
        long interval = mode.isLatest() ? mode.intervalMillis() + 1 : 0;
        Varints.write(out, 2 * interval + (mode.filter() == null ? 0 : 1));
        if (mode.filter() != null) {
            write(out, bytes(mode.filter()));
        }
    }

    private static DeliveryMode readMode(ByteBuffer in) {
        long mode = Varints.read(in);
        long interval = mode / 2;
        Filter filter = mode % 2 == 0 ? null : Filter.parse(readText(in));
        return DeliveryMode.of(interval == 0 ? null : interval - 1, filter);
    }

    private static byte[] bytes(Filter filter) {
        return filter.text().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(ByteBuffer out, byte[] text) {
        Varints.write(out, text.length);
        out.put(text);
    }

    private static String readText(ByteBuffer in) {
        byte[] text = new byte[(int) Varints.read(in)];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static void write(ByteBuffer out, SortedMap<String, long[]> offsets, SortedMap<String, long[]> before) {
        boolean alike = isLaidOutLike(before, offsets);
        // Zero for the layout of the previous point, otherwise the number of topics that follow, plus one.
        Varints.write(out, alike ? 0 : offsets.size() + 1L);
        offsets.forEach((topic, next) -> {
            if (!alike) {
                write(out, topic.getBytes(StandardCharsets.UTF_8));
                Varints.write(out, next.length);
            }
            for (int partition = 0; partition < next.length; partition++) {
                Varints.writeSigned(out, next[partition] - (alike ? before.get(topic)[partition] : 0));
            }
        });
    }

    private static SortedMap<String, long[]> readOffsets(ByteBuffer in, SortedMap<String, long[]> before) {
        long topics = Varints.read(in) - 1;
        SortedMap<String, long[]> offsets = new TreeMap<>();
        if (topics < 0) {
            before.forEach((topic, next) -> offsets.put(topic, readDistances(in, next.clone())));
        }
        for (long read = 0; read < topics; read++) {
            String topic = readText(in);
            long[] offsetsOfTopic = new long[(int) Varints.read(in)];
            offsets.put(topic, readDistances(in, offsetsOfTopic));
        }
        return offsets;
    }

    private static long[] readDistances(ByteBuffer in, long[] from) {
        for (int partition = 0; partition < from.length; partition++) {
            from[partition] += Varints.readSigned(in);
        }
        return from;
    }

    private static void write(ByteBuffer out, List<Numbered> subscriptions) {
        Varints.write(out, subscriptions.size());
        long unit = 0;
        long change = 0;
        for (Numbered subscription : subscriptions) {
            Varints.writeSigned(out, subscription.unitId() - unit);
            Varints.writeSigned(out, subscription.change() - change);
            unit = subscription.unitId();
            change = subscription.change();
        }
    }

    private static List<Numbered> readSubscriptions(ByteBuffer in) {
        int count = (int) Varints.read(in);
        List<Numbered> subscriptions = new ArrayList<>(count);
        long unit = 0;
        long change = 0;
        for (int read = 0; read < count; read++) {
            unit += Varints.readSigned(in);
            change += Varints.readSigned(in);
            subscriptions.add(new Numbered(unit, (int) change));
        }
        return subscriptions;
    }

    private static boolean isLaidOutLike(Map<String, long[]> one, Map<String, long[]> other) {
        return one.keySet().equals(other.keySet())
                && one.entrySet().stream()
                        .allMatch(topic -> topic.getValue().length == other.get(topic.getKey()).length);
    }
}
