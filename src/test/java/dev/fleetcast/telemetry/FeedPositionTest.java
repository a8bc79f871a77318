package dev.fleetcast.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FeedPositionTest {

    private static final FeedPosition POSITION =
            FeedPosition.of(Map.of("b", new long[] {5, 0, 7}, "a", new long[] {3}));

    @Test
    void partitionThatIsNotMentionedIsAtItsBeginning() {
        assertThat(POSITION.next("b", 2)).isEqualTo(7);
        assertThat(POSITION.next("b", 3)).isZero();
        assertThat(POSITION.next("c", 0)).isZero();
        assertThat(POSITION.partitions()).isEqualTo(4);
    }

    @Test
    void partitionsAreShownByTopicAndNumber() {
        List<String> shown = new ArrayList<>();

        POSITION.forEach((topic, partition, offset) -> shown.add(topic + partition + "@" + offset));

        assertThat(shown).containsExactly("a0@3", "b0@5", "b1@0", "b2@7");
        assertThat(POSITION).hasToString("{a=[3], b=[5, 0, 7]}");
    }

    @Test
    void offsetsAreCopies() {
        POSITION.offsets().get("a")[0] = 99;

        assertThat(POSITION.next("a", 0)).isEqualTo(3);
    }

    @Test
    void changeLeavesTheOldPositionAsItWas() {
        FeedPosition changed = POSITION.with("a", 0, 4);

        assertThat(changed.next("a", 0)).isEqualTo(4);
        assertThat(POSITION.next("a", 0)).isEqualTo(3);
    }

    @Test
    void newPartitionsAndTopicsLeaveTheOthersInTheirPlace() {
        FeedPosition wider = POSITION.with("a", 2, 1).with("0", 0, 9).with("c", 0, 8);

        assertThat(wider).hasToString("{0=[9], a=[3, 0, 1], b=[5, 0, 7], c=[8]}");
        assertThat(wider.isAtLeast(POSITION)).isTrue();
        assertThat(POSITION.isAtLeast(wider)).isFalse();
    }

    @Test
    void takenMessageIsIncludedWithAllBeforeIt() {
        FeedPosition after = POSITION.after(new RecordOffset("b", 1, 4));

        assertThat(after.includes(new RecordOffset("b", 1, 4))).isTrue();
        assertThat(after.includes(new RecordOffset("b", 1, 5))).isFalse();
        assertThat(after.after(new RecordOffset("b", 1, 2))).isEqualTo(after);
        assertThat(FeedPosition.START.after(new RecordOffset("z", 2, 0))).hasToString("{z=[0, 0, 1]}");
    }

    @Test
    void beginningsThatAreMentionedChangeNothing() {
        FeedPosition mentioned = FeedPosition.of(Map.of("a", new long[] {3, 0}, "b", new long[] {5, 0, 7, 0}));

        assertThat(mentioned).isEqualTo(POSITION).hasSameHashCodeAs(POSITION);
        assertThat(mentioned).isNotEqualTo(POSITION.with("a", 1, 1));
        assertThat(FeedPosition.of(Map.of("c", new long[0]))).isEqualTo(FeedPosition.START);
    }

    @Test
    void orderAndUnionMeanTheSameWhetherPartitionsAreSharedOrNot() {
        Random random = new Random(7);
        for (int round = 0; round < 5_000; round++) {
            FeedPosition one = position(random);
            FeedPosition other = position(random);
            FeedPosition union = one.union(other);

            union.forEach((topic, partition, offset) ->
                    assertThat(offset).isEqualTo(Math.max(one.next(topic, partition), other.next(topic, partition))));
            assertThat(union.isAtLeast(one) && union.isAtLeast(other)).isTrue();
            assertThat(one.isAtLeast(other)).isEqualTo(union.equals(one));
            assertThat(other.union(one)).isEqualTo(union).hasSameHashCodeAs(union);
        }
    }

    private static FeedPosition position(Random random) {
        FeedPosition position = FeedPosition.START;
        for (int step = random.nextInt(6); step > 0; step--) {
            position = position.with("t" + random.nextInt(2), random.nextInt(3), random.nextInt(3));
        }
        return position;
    }
}
