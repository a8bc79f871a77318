package dev.fleetcast.channel.feed;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.token.DeviceLogin;
import java.util.List;
import java.util.Optional;

/**
 * A client's request for a feed.
 *
 * @param channels the names of the logs to follow
 * @param subject the listener as presence and receipts know it: a device's label, or another name that no device can
 *     have; null if anonymous
 * @param initial where to start without {@code lastEventId}
 * @param lastEventId the id of the last event the client received
 * @param viewer the user whose session bounds the feed
 * @param token the device token that bounds the feed
 * @param presence whether to report devices that join and leave
 */
public record FeedRequest(
        List<String> channels,
        String subject,
        Initial initial,
        Optional<String> lastEventId,
        Optional<Viewer> viewer,
        Optional<DeviceLogin> token,
        boolean presence) {

    /** True if the subject is a device: other subjects have names that no device can have. */
    public static boolean isDevice(String subject) {
        return subject != null && subject.indexOf('/') < 0;
    }
}
