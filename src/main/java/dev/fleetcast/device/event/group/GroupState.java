package dev.fleetcast.device.event.group;

import dev.fleetcast.device.event.group.GroupRecord.Share;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Which member of a group has which slots, and from which point of the log. Every replica applies the same records in
 * the same order and comes to the same result, also one that begins later, once it has read a note of every member.
 * Guarded by {@link GroupStates}.
 */
final class GroupState {

    /** In an order that does not depend on which record of a member was read first. */
    private final Map<String, String> replicas = new TreeMap<>();

    private final String[] owners = new String[Slots.COUNT];
    private final String[] points = new String[Slots.COUNT];
    private long changedAt;

    /** What follows from a record for the streams of a replica. */
    sealed interface Step {

        /** The member sends the events of these slots after that point. */
        record Give(String member, BitSet slots, String at) implements Step {}

        /** The member may release these slots to another, unless a device of theirs has had an event from it. */
        record Ask(String member, BitSet slots, String to) implements Step {}

        /** The member has no slots any more. */
        record Expel(String member) implements Step {}
    }

    /** Members by name, with their replicas. */
    Map<String, String> members() {
        return Map.copyOf(replicas);
    }

    /** When the newest record was applied. */
    long changedAt() {
        return changedAt;
    }

    List<Step> apply(GroupRecord record, long at) {
        changedAt = at;
        return switch (record.kind()) {
            case JOIN -> join(record);
            case LEAVE -> leave(record);
            case RELEASE -> release(record);
            case NOTE -> note(record);
        };
    }

    private List<Step> join(GroupRecord record) {
        String member = record.member();
        if (replicas.putIfAbsent(member, record.replica()) != null) {
            return List.of();
        }
        String now = record.shares().get(0).at();
        BitSet free = new BitSet();
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            if (owners[slot] == null) {
                free.set(slot);
                points[slot] = points[slot] == null ? now : points[slot];
            }
        }
        if (!free.isEmpty()) {
            return give(member, free);
        }
        List<Step> steps = new ArrayList<>();
        fairShares(member).forEach((owner, slots) -> steps.add(new Step.Ask(owner, slots, member)));
        return steps;
    }

    private List<Step> leave(GroupRecord record) {
        String member = record.member();
        if (replicas.remove(member) == null) {
            return List.of();
        }
        move(member, record.shares());
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.Expel(member));
        Map<String, BitSet> gains = new LinkedHashMap<>();
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            if (member.equals(owners[slot])) {
                owners[slot] = leastLoaded();
                if (owners[slot] != null) {
                    gains.computeIfAbsent(owners[slot], first -> new BitSet()).set(slot);
                }
            }
        }
        gains.forEach((owner, slots) -> steps.addAll(give(owner, slots)));
        return steps;
    }

    private List<Step> release(GroupRecord record) {
        String to = replicas.containsKey(record.to()) ? record.to() : record.member();
        BitSet released = new BitSet();
        for (Share share : record.shares()) {
            Slots.parse(share.slots()).stream()
                    .filter(slot -> record.member().equals(owners[slot]))
                    .forEach(slot -> {
                        points[slot] = share.at();
                        released.set(slot);
                    });
        }
        return released.isEmpty() ? List.of() : give(to, released);
    }

    private List<Step> note(GroupRecord record) {
        if (replicas.putIfAbsent(record.member(), record.replica()) == null) {
            // It joined before the oldest record.
            for (Share share : record.shares()) {
                Slots.parse(share.slots()).stream()
                        .filter(slot -> owners[slot] == null)
                        .forEach(slot -> owners[slot] = record.member());
            }
        }
        move(record.member(), record.shares());
        return List.of();
    }

    private void move(String member, List<Share> shares) {
        for (Share share : shares) {
            Slots.parse(share.slots()).stream()
                    .filter(slot -> member.equals(owners[slot]))
                    .forEach(slot -> points[slot] = share.at());
        }
    }

    /** One step per point of the log. */
    private List<Step> give(String member, BitSet slots) {
        Map<String, BitSet> byPoint = new LinkedHashMap<>();
        slots.stream().forEach(slot -> {
            owners[slot] = member;
            byPoint.computeIfAbsent(points[slot], first -> new BitSet()).set(slot);
        });
        List<Step> steps = new ArrayList<>();
        byPoint.forEach((point, of) -> steps.add(new Step.Give(member, of, point)));
        return steps;
    }

    /** What the others should give to a new member so that all have the same number. */
    private Map<String, BitSet> fairShares(String member) {
        Map<String, BitSet> gifts = new LinkedHashMap<>();
        String[] then = owners.clone();
        for (int missing = Slots.COUNT / replicas.size(); missing > 0; missing--) {
            String richest = replicas.keySet().stream()
                    .filter(other -> !other.equals(member))
                    .max(Comparator.comparingInt(other -> count(then, other)))
                    .orElseThrow();
            // The last ones: a device whose slot is early stays where it is.
            int slot = last(then, richest);
            if (slot < 0) {
                break;
            }
            then[slot] = member;
            gifts.computeIfAbsent(richest, first -> new BitSet()).set(slot);
        }
        return gifts;
    }

    private String leastLoaded() {
        return replicas.keySet().stream()
                .min(Comparator.comparingInt(member -> count(owners, member)))
                .orElse(null);
    }

    private static int count(String[] owners, String member) {
        int count = 0;
        for (String owner : owners) {
            count += Objects.equals(owner, member) ? 1 : 0;
        }
        return count;
    }

    private static int last(String[] owners, String member) {
        for (int slot = owners.length - 1; slot >= 0; slot--) {
            if (member.equals(owners[slot])) {
                return slot;
            }
        }
        return -1;
    }
}
