package dev.fleetcast.device.event.group;

import dev.fleetcast.device.event.group.GroupState.Step;
import dev.fleetcast.threading.ThreadSafe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * All groups, as their topic has them. Those without members keep their place for an hour, but only the last ones that
 * were left: opening and leaving groups costs no memory.
 */
@ThreadSafe
final class GroupStates {

    static final int MAX_EMPTY = 1_000;
    private static final long KEPT_MILLIS = Duration.ofHours(1).toMillis();

    private final Map<String, GroupState> states = new LinkedHashMap<>();
    /** In the order in which they were left. */
    private final Set<String> empty = new LinkedHashSet<>();

    /** Takes a record in, and returns what follows from it. */
    synchronized List<Step> apply(String group, GroupRecord record, long at) {
        GroupState state = states.get(group);
        if (state == null || isOver(state, at)) {
            state = new GroupState();
            states.put(group, state);
        }
        List<Step> steps = state.apply(record, at);
        empty.remove(group);
        if (state.members().isEmpty()) {
            empty.add(group);
        }
        if (empty.size() > MAX_EMPTY) {
            forget(empty.iterator().next());
        }
        return steps;
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
        for (String group : List.copyOf(empty)) {
            if (isOver(states.get(group), now)) {
                forget(group);
            }
        }
    }

    /** The number of groups. */
    synchronized int size() {
        return states.size();
    }

    private void forget(String group) {
        empty.remove(group);
        states.remove(group);
    }

    private static boolean isOver(GroupState state, long now) {
        return state.members().isEmpty() && now - state.changedAt() > KEPT_MILLIS;
    }
}
