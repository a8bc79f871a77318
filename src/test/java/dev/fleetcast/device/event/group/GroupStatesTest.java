package dev.fleetcast.device.event.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.device.event.group.GroupRecord.Kind;
import dev.fleetcast.device.event.group.GroupRecord.Share;
import dev.fleetcast.device.event.group.GroupState.Step;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryHolder;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupStatesTest {

    private static final BitSet ALL = BitSet.valueOf(new long[] {-1, -1, -1, -1});

    /** The empty groups of one user. */
    private static final int MOST = 10;

    private final MemoryBudget memory = new MemoryBudget(20 * Groups.MEMBER_BYTES, MOST * Groups.MEMBER_BYTES);
    private final GroupStates states = new GroupStates(memory);

    private List<Step> join(String group, String member, long at) {
        Share now = Share.of(ALL, "at " + at);
        return states.apply(group, new GroupRecord(Kind.JOIN, member, "r", null, List.of(now)), at);
    }

    private void leave(String group, String member, long at) {
        Share last = Share.of(ALL, "left at " + at);
        states.apply(group, new GroupRecord(Kind.LEAVE, member, "r", null, List.of(last)), at);
    }

    @Test
    void placeOfAGroupWithoutMembersIsKeptForAnHour() {
        join("g", "m", 0);
        leave("g", "m", 1);
        assertThat(join("g", "m", 2)).containsExactly(new Step.Give("m", ALL, "left at 1"));

        leave("g", "m", 3);
        long later = Duration.ofMinutes(61).toMillis();
        assertThat(join("g", "m", later)).containsExactly(new Step.Give("m", ALL, "at " + later));
    }

    @Test
    void placesOfAUsersGroupsHaveABound() {
        String member = FollowerId.of(MemoryHolder.ofUser(1));
        for (int i = 0; i < 30; i++) {
            join("g" + i, member, i);
            leave("g" + i, member, i);
        }
        String other = FollowerId.of(MemoryHolder.ofUser(2));
        join("other", other, 30);
        leave("other", other, 31);

        assertThat(states.size()).isEqualTo(MOST + 1);
        assertThat(join("g29", member, 40)).containsExactly(new Step.Give(member, ALL, "at 40"));
        assertThat(join("g0", member, 40)).containsExactly(new Step.Give(member, ALL, "left at 0"));
        assertThat(join("other", other, 40)).containsExactly(new Step.Give(other, ALL, "left at 31"));

        states.sweep(Duration.ofHours(2).toMillis());
        assertThat(states.size()).isEqualTo(3);
        assertThat(memory.used()).isZero();
    }
}
