package dev.fleetcast.device.event.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.device.event.group.GroupRecord.Kind;
import dev.fleetcast.device.event.group.GroupRecord.Share;
import dev.fleetcast.device.event.group.GroupState.Step;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupStateTest {

    private final GroupState state = new GroupState();

    private static BitSet all() {
        BitSet slots = new BitSet();
        slots.set(0, Slots.COUNT);
        return slots;
    }

    private List<Step> apply(Kind kind, String member, String to, Share... shares) {
        return state.apply(new GroupRecord(kind, member, "r", to, List.of(shares)), 0);
    }

    private List<Step> join(String member) {
        return apply(Kind.JOIN, member, null, Share.of(all(), "now-" + member));
    }

    private static int slots(List<Step> steps) {
        return steps.stream()
                .filter(Step.Give.class::isInstance)
                .mapToInt(step -> ((Step.Give) step).slots().cardinality())
                .sum();
    }

    @Test
    void firstMemberHasEverythingFromNow() {
        assertThat(join("a")).containsExactly(new Step.Give("a", all(), "now-a"));
    }

    @Test
    void secondMemberGetsHalfFromTheFirstOnceThatHasLetGo() {
        join("a");
        Step.Ask ask = (Step.Ask) join("b").get(0);

        assertThat(ask.member()).isEqualTo("a");
        assertThat(ask.to()).isEqualTo("b");
        assertThat(ask.slots().cardinality()).isEqualTo(Slots.COUNT / 2);
        assertThat(apply(Kind.RELEASE, "a", "b", Share.of(ask.slots(), "5")))
                .containsExactly(new Step.Give("b", ask.slots(), "5"));
    }

    @Test
    void whoGoesLeavesItsShareToTheOthersWhereItWas() {
        join("a");
        Step.Ask ask = (Step.Ask) join("b").get(0);
        apply(Kind.RELEASE, "a", "b", Share.of(ask.slots(), "5"));

        assertThat(apply(Kind.LEAVE, "b", null, Share.of(ask.slots(), "9")))
                .containsExactly(new Step.Expel("b"), new Step.Give("a", ask.slots(), "9"));
    }

    @Test
    void slotsOfALostMemberGoOnAtItsLastNote() {
        join("a");
        Step.Ask ask = (Step.Ask) join("b").get(0);
        apply(Kind.RELEASE, "a", "b", Share.of(ask.slots(), "5"));
        apply(Kind.NOTE, "b", null, Share.of(ask.slots(), "7"));

        assertThat(apply(Kind.LEAVE, "b", null)).contains(new Step.Give("a", ask.slots(), "7"));
    }

    @Test
    void slotsReleasedToAMemberThatHasGoneComeBack() {
        join("a");
        Step.Ask ask = (Step.Ask) join("b").get(0);
        apply(Kind.LEAVE, "b", null);

        assertThat(apply(Kind.RELEASE, "a", "b", Share.of(ask.slots(), "5")))
                .containsExactly(new Step.Give("a", ask.slots(), "5"));
    }

    @Test
    void groupThatComesBackContinuesWhereItsLastMemberWas() {
        join("a");
        apply(Kind.LEAVE, "a", null, Share.of(all(), "8"));

        assertThat(join("b")).containsExactly(new Step.Give("b", all(), "8"));
    }

    @Test
    void everySlotHasOneMemberHoweverManyComeAndGo() {
        join("a");
        for (String next : List.of("b", "c", "d")) {
            for (Step step : join(next)) {
                Step.Ask ask = (Step.Ask) step;
                apply(Kind.RELEASE, ask.member(), ask.to(), Share.of(ask.slots(), "1"));
            }
        }
        int moved = slots(apply(Kind.LEAVE, "a", null));
        assertThat(moved).isEqualTo(Slots.COUNT / 4);
        moved = slots(apply(Kind.LEAVE, "b", null)) + slots(apply(Kind.LEAVE, "c", null));
        assertThat(moved).isBetween(Slots.COUNT / 2, Slots.COUNT);
    }

    @Test
    void replicaThatHasReadOnlyNotesDividesLikeTheOthers() {
        join("c");
        Map<String, BitSet> owned = new TreeMap<>(Map.of("c", all(), "idle", new BitSet()));
        for (String member : List.of("a", "b")) {
            owned.put(member, new BitSet());
            for (Step step : join(member)) {
                Step.Ask ask = (Step.Ask) step;
                apply(Kind.RELEASE, ask.member(), ask.to(), Share.of(ask.slots(), "1"));
                owned.get(ask.member()).andNot(ask.slots());
                owned.get(member).or(ask.slots());
            }
        }
        join("idle");
        GroupState later = new GroupState();
        owned.forEach((member, slots) -> {
            List<Share> shares = slots.isEmpty() ? List.of() : List.of(Share.of(slots, "9"));
            GroupRecord note = new GroupRecord(Kind.NOTE, member, "r", null, shares);
            state.apply(note, 0);
            later.apply(note, 0);
        });

        for (String gone : List.of("b", "a")) {
            GroupRecord leave = new GroupRecord(Kind.LEAVE, gone, "r", null, List.of());
            assertThat(later.apply(leave, 0)).isEqualTo(state.apply(leave, 0));
        }
        GroupRecord next = new GroupRecord(Kind.JOIN, "next", "r", null, List.of(Share.of(all(), "2")));
        assertThat(later.apply(next, 0)).isEqualTo(state.apply(next, 0));
    }

    @Test
    void devicesAreSpreadOverAllSlots() {
        BitSet hit = new BitSet();
        IntStream.range(0, 10_000).forEach(i -> hit.set(Slots.of("35956805000" + (1000 + i))));

        assertThat(hit.cardinality()).isEqualTo(Slots.COUNT);
        assertThat(Slots.parse(Slots.text(hit))).isEqualTo(hit);
    }
}
