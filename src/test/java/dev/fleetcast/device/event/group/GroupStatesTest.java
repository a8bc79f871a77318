package dev.fleetcast.device.event.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.device.event.group.GroupRecord.Kind;
import dev.fleetcast.device.event.group.GroupRecord.Share;
import dev.fleetcast.device.event.group.GroupState.Step;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupStatesTest {

    private static final BitSet ALL = BitSet.valueOf(new long[] {-1, -1, -1, -1});

    private final GroupStates states = new GroupStates();

    private List<Step> join(String group, long at) {
        Share now = Share.of(ALL, "at " + at);
        return states.apply(group, new GroupRecord(Kind.JOIN, "m", "r", null, List.of(now)), at);
    }

    private void leave(String group, long at) {
        Share last = Share.of(ALL, "left at " + at);
        states.apply(group, new GroupRecord(Kind.LEAVE, "m", "r", null, List.of(last)), at);
    }

    @Test
    void placeOfAGroupWithoutMembersIsKeptForAnHour() {
        join("g", 0);
        leave("g", 1);
        assertThat(join("g", 2)).containsExactly(new Step.Give("m", ALL, "left at 1"));

        leave("g", 3);
        long later = Duration.ofMinutes(61).toMillis();
        assertThat(join("g", later)).containsExactly(new Step.Give("m", ALL, "at " + later));
    }

    @Test
    void groupsThatAreLeftAtOnceCostNoMemory() {
        join("stays", 0);
        for (int i = 0; i < 3 * GroupStates.MAX_EMPTY; i++) {
            join("g" + i, i);
            leave("g" + i, i);
        }

        assertThat(states.size()).isEqualTo(GroupStates.MAX_EMPTY + 1);
        assertThat(states.has("stays", "m")).isTrue();
        states.sweep(Duration.ofHours(2).toMillis());
        assertThat(states.size()).isEqualTo(1);
    }
}
