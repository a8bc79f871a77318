package dev.fleetcast.stream.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.event.Filter;
import dev.fleetcast.stream.spi.PackedSubscriptions.Numbered;
import dev.fleetcast.telemetry.FeedPosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PackedSubscriptionsTest {

    private static final Random RANDOM = new Random(15);

    @Test
    void nothingIsNothing() {
        assertThat(PackedSubscriptions.of(List.of())).isEqualTo(PackedSubscriptions.NOTHING);
        assertThat(PackedSubscriptions.NOTHING.groups()).isEmpty();
        assertThat(PackedSubscriptions.NOTHING.size()).isZero();
    }

    @RepeatedTest(100)
    void isUnpackedAsItWasPacked() {
        List<PackedSubscriptions.Group> groups = new ArrayList<>();
        for (int group = RANDOM.nextInt(5); group > 0; group--) {
            Long interval = RANDOM.nextBoolean() ? null : Long.valueOf(100 + RANDOM.nextInt(100_000));
            Filter filter = RANDOM.nextBoolean() ? null : Filter.parse("device.name == \"é" + group + '"');
            groups.add(new PackedSubscriptions.Group(position(), DeliveryMode.of(interval, filter), subscriptions()));
        }

        PackedSubscriptions followed = PackedSubscriptions.of(groups);

        assertThat(followed.groups()).isEqualTo(groups);
        assertThat(followed)
                .isEqualTo(PackedSubscriptions.of(groups))
                .hasSameHashCodeAs(PackedSubscriptions.of(groups));
    }

    @Test
    void unitSubscribedByItselfTakesLittleMoreThanThePartitionsThatHaveMoved() {
        List<PackedSubscriptions.Group> groups = new ArrayList<>();
        long[] offsets = RANDOM.longs(12, 0, 1L << 40).toArray();
        for (int unit = 1; unit <= 1_000; unit++) {
            for (int partition = 0; partition < offsets.length; partition++) {
                offsets[partition] += RANDOM.nextInt(60);
            }
            groups.add(new PackedSubscriptions.Group(
                    FeedPosition.of(Map.of("fleet.telemetry", offsets)),
                    DeliveryMode.EVERY,
                    List.of(new Numbered(unit, unit))));
        }

        assertThat(PackedSubscriptions.of(groups).size()).isLessThan(20_000);
    }

    private FeedPosition position() {
        Map<String, long[]> offsets = new HashMap<>();
        for (int topic = RANDOM.nextInt(3); topic > 0; topic--) {
            offsets.put(
                    "topic-é" + topic,
                    RANDOM.longs(1 + RANDOM.nextInt(3), 0, Long.MAX_VALUE).toArray());
        }
        return FeedPosition.of(offsets);
    }

    private List<Numbered> subscriptions() {
        List<Numbered> subscriptions = new ArrayList<>();
        for (int unit = RANDOM.nextInt(4); unit > 0; unit--) {
            subscriptions.add(new Numbered(RANDOM.nextLong(), RANDOM.nextInt()));
        }
        return subscriptions;
    }
}
