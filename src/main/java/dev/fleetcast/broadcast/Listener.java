package dev.fleetcast.broadcast;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.channel.archive.SentEvents;
import dev.fleetcast.channel.feed.FeedRequest;
import dev.fleetcast.channel.feed.Initial;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A user who listens to broadcasts.
 *
 * @param type the type to listen to, besides broadcasts for everybody and for this user
 */
record Listener(Viewer viewer, Optional<String> type) {

    FeedRequest request(Optional<String> lastEventId) {
        List<String> logs = Stream.concat(ownLogs().stream(), type.map(Logs::ofType).stream())
                .toList();
        return new FeedRequest(
                logs, subject(), Initial.NONE, lastEventId, Optional.of(viewer), Optional.empty(), false);
    }

    SentEvents.Listener history() {
        return new SentEvents.Listener(subject(), ownLogs(), Logs.TYPES);
    }

    private List<String> ownLogs() {
        return List.of(Logs.EVERYBODY, Logs.ofUser(viewer.endUserId()));
    }

    /** Contains a slash, which device labels cannot. */
    private String subject() {
        return "user/" + viewer.endUserId();
    }
}
