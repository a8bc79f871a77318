package dev.fleetcast.device.event.group;

import dev.fleetcast.device.event.group.GroupState.Step;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.threading.ThreadSafe;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * All groups, as their topic has them. Those without members keep their place for an hour, out of the memory of the user
 * whose stream left last; without room for it, the next member begins where the log is then.
 */
@ThreadSafe
final class GroupStates {

    private static final long KEPT_MILLIS = Duration.ofHours(1).toMillis();

    private final Map<String, GroupState> states = new LinkedHashMap<>();
    /** Those without members, with the holders of their memory. */
    private final Map<String, MemoryHolder> empty = new HashMap<>();

    private final MemoryBudget memory;

    GroupStates(MemoryBudget memory) {
        this.memory = memory;
    }

    /** Takes a record in, and returns what follows from it. */
    synchronized List<Step> apply(String group, GroupRecord record, long at) {
        GroupState state = states.get(group);
        if (state == null || isOver(state, at)) {
            state = new GroupState();
            states.put(group, state);
        }
        List<Step> steps = state.apply(record, at);
        release(group);
        if (state.members().isEmpty()) {
            keepEmpty(group, FollowerId.holder(record.member()));
        }
        return steps;
    }

    private void keepEmpty(String group, MemoryHolder holder) {
        if (memory.tryReserve(holder, Groups.MEMBER_BYTES)) {
            empty.put(group, holder);
        } else {
            states.remove(group);
        }
    }

    private void release(String group) {
        MemoryHolder holder = empty.remove(group);
        if (holder != null) {
            memory.release(holder, Groups.MEMBER_BYTES);
        }
    }

    /** Whether the group has that member. */
    synchronized boolean has(String group, String member) {
        GroupState state = states.get(group);
        return state != null && state.members().containsKey(member);
    }

    /** Passes the members of each group, with their replicas. */
    void forEach(BiConsumer<String, Map<String, String>> action) {
        Map<String, Map<String, String>> members = new LinkedHashMap<>();
        synchronized (this) {
            states.forEach((group, state) -> members.put(group, state.members()));
        }
        members.forEach(action);
    }

    /** Forgets groups that were left long ago. */
    synchronized void sweep(long now) {
        for (String group : List.copyOf(empty.keySet())) {
            if (isOver(states.get(group), now)) {
                release(group);
                states.remove(group);
            }
        }
    }

    /** The number of groups. */
    synchronized int size() {
        return states.size();
    }

    private static boolean isOver(GroupState state, long now) {
        return state.members().isEmpty() && now - state.changedAt() > KEPT_MILLIS;
    }
}
