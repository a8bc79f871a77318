package dev.fleetcast.channel;

import dev.fleetcast.access.Viewer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a client asks for.
 *
 * @param channels the names of the logs to follow
 * @param subject who is listening, as presence and receipts know it: a device's label, or another name no device can have;
 *     null for somebody who does not say
 * @param initial where to begin without {@code lastEventId}
 * @param lastEventId the id of the last event the client has seen
 * @param viewer whose session the feed ends with
 * @param until when the feed ends at the latest
 * @param presence whether to tell of others that come and go
 */
public record FeedRequest(
        List<String> channels,
        String subject,
        Initial initial,
        Optional<String> lastEventId,
        Optional<Viewer> viewer,
        Optional<Instant> until,
        boolean presence) {}
