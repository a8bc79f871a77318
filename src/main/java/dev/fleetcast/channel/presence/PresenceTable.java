package dev.fleetcast.channel.presence;

import dev.fleetcast.threading.ThreadSafe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The open feeds of all replicas, by channel and device. Feeds of a dead replica do not count, but are kept until their
 * end is reported: the replica may only have been silent for a while.
 */
@ThreadSafe
final class PresenceTable {

    private final int maxSessions;
    private final Map<String, PresenceRecord> sessions = new HashMap<>();
    private final Map<String, Set<String>> replicas = new HashMap<>();
    private final Set<String> dead = new HashSet<>();
    private final Map<String, ChannelPresence> channels = new TreeMap<>();
    private int connections;

    /** @param maxSessions the maximum number of feeds; further ones are ignored */
    PresenceTable(int maxSessions) {
        this.maxSessions = maxSessions;
    }

    /** Adds a feed or updates its state; its channels and subject do not change. */
    synchronized List<PresenceChange> isOpen(String feed, PresenceRecord session) {
        if (sessions.replace(feed, session) != null || sessions.size() >= maxSessions) {
            return List.of();
        }
        sessions.put(feed, session);
        replicas.computeIfAbsent(session.replica(), replica -> new HashSet<>()).add(feed);
        List<PresenceChange> changes = new ArrayList<>();
        if (!dead.contains(session.replica())) {
            count(feed, session, changes);
        }
        return changes;
    }

    /** Updates the state of a known feed. */
    synchronized void goesOn(String feed, PresenceRecord session) {
        sessions.replace(feed, session);
    }

    /** Removes a feed. */
    synchronized List<PresenceChange> isOver(String feed) {
        PresenceRecord session = sessions.remove(feed);
        if (session == null) {
            return List.of();
        }
        replicas.computeIfPresent(session.replica(), (replica, feeds) -> {
            feeds.remove(feed);
            return feeds.isEmpty() ? null : feeds;
        });
        List<PresenceChange> changes = new ArrayList<>();
        if (!dead.contains(session.replica())) {
            discount(feed, session, changes);
        }
        return changes;
    }

    /** Re-evaluates which replicas are alive: feeds of dead ones do not count. */
    synchronized List<PresenceChange> judge(Predicate<String> isAlive) {
        List<PresenceChange> changes = new ArrayList<>();
        for (var replica : replicas.entrySet()) {
            boolean alive = isAlive.test(replica.getKey());
            if (alive && dead.remove(replica.getKey())) {
                replica.getValue().forEach(feed -> count(feed, sessions.get(feed), changes));
            } else if (!alive && dead.add(replica.getKey())) {
                replica.getValue().forEach(feed -> discount(feed, sessions.get(feed), changes));
            }
        }
        dead.retainAll(replicas.keySet());
        return changes;
    }

    /** The feeds of replicas that were dead at the last evaluation. */
    synchronized Map<String, PresenceRecord> ofDeadReplicas() {
        Map<String, PresenceRecord> found = new HashMap<>();
        for (String replica : dead) {
            replicas.getOrDefault(replica, Set.of()).forEach(feed -> found.put(feed, sessions.get(feed)));
        }
        return found;
    }

    /** The number of connections of each channel that has any, by name. */
    synchronized Map<String, Integer> connectionsByChannel() {
        Map<String, Integer> found = new LinkedHashMap<>();
        channels.forEach((name, presence) -> found.put(name, presence.connections()));
        return found;
    }

    /** The number of connections; each counts once, however many channels it follows. */
    synchronized int connections() {
        return connections;
    }

    /** The labels of the devices on a channel, sorted. */
    synchronized List<String> labels(String channel) {
        ChannelPresence presence = channels.get(channel);
        return presence == null ? List.of() : presence.devices();
    }

    /** The devices on a channel, sorted by label. */
    synchronized List<PresentDevice> devices(String channel) {
        ChannelPresence presence = channels.get(channel);
        return presence == null
                ? List.of()
                : ChannelPresence.byDevice(
                        presence.feeds().stream().map(sessions::get).toList());
    }

    private void count(String feed, PresenceRecord session, List<PresenceChange> changes) {
        List<String> followed = channelsOf(session);
        for (String channel : followed) {
            ChannelPresence presence = channels.computeIfAbsent(channel, name -> new ChannelPresence());
            if (presence.add(feed, session.device())) {
                changes.add(new PresenceChange(channel, session.device(), true));
            }
        }
        connections += followed.isEmpty() ? 0 : 1;
    }

    private void discount(String feed, PresenceRecord session, List<PresenceChange> changes) {
        List<String> followed = channelsOf(session);
        for (String channel : followed) {
            ChannelPresence presence = channels.get(channel);
            if (presence.remove(feed, session.device())) {
                changes.add(new PresenceChange(channel, session.device(), false));
            }
            if (presence.isEmpty()) {
                channels.remove(channel);
            }
        }
        connections -= followed.isEmpty() ? 0 : 1;
    }

    private static List<String> channelsOf(PresenceRecord session) {
        return session.channels().stream()
                .filter(PresenceRecord::isChannel)
                .distinct()
                .toList();
    }

    /**
     * A device joins or leaves a channel; with several connections, it joins with the first and leaves with the last.
     *
     * @param joined true if it joins, false if it leaves
     */
    record PresenceChange(String channel, String device, boolean joined) {}
}
