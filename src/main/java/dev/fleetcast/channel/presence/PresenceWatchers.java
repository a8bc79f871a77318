package dev.fleetcast.channel.presence;

import dev.fleetcast.channel.feed.Feed;
import dev.fleetcast.channel.presence.PresenceTable.PresenceChange;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The feeds of this replica that receive presence events. Guarded by {@link Presence}'s lock. */
final class PresenceWatchers {

    private final PresenceText text;
    private final Map<String, Set<Feed>> watchers = new HashMap<>();

    PresenceWatchers(PresenceText text) {
        this.text = text;
    }

    /** Sends a feed the present devices, and from now on changes. */
    void add(Feed feed, Function<String, List<String>> labels) {
        for (String channel : channelsOf(feed)) {
            watchers.computeIfAbsent(channel, name -> new HashSet<>()).add(feed);
            feed.send(text.present(channel, labels.apply(channel)));
        }
    }

    void remove(Feed feed) {
        for (String channel : channelsOf(feed)) {
            watchers.computeIfPresent(channel, (name, rest) -> {
                rest.remove(feed);
                return rest.isEmpty() ? null : rest;
            });
        }
    }

    /** Sends changes to the feeds. */
    void notify(List<PresenceChange> changes, Instant at) {
        for (PresenceChange change : changes) {
            Set<Feed> concerned = watchers.get(change.channel());
            if (concerned != null) {
                byte[] event = text.change(change, at);
                concerned.forEach(feed -> feed.send(event));
            }
        }
    }

    private static List<String> channelsOf(Feed feed) {
        return feed.request().channels().stream()
                .filter(PresenceRecord::isChannel)
                .toList();
    }
}
