package dev.fleetcast.stream.spi;

import dev.fleetcast.telemetry.FeedPosition;
import java.util.List;

/**
 * Units that a stream began to follow at one point of the feed.
 *
 * @param start messages before it are not for this stream
 * @param intervalMillis the interval of mode {@code latest}; null for {@code every}
 * @param subscriptions the units, each with its number among the changes of the stream
 */
public record SubscriptionGroup(FeedPosition start, Long intervalMillis, List<Numbered> subscriptions) {

    public SubscriptionGroup {
        subscriptions = List.copyOf(subscriptions);
    }

    /**
     * One subscription.
     *
     * @param unitId the unit
     * @param change the stream's count of subscriptions when this one was made, from 1
     */
    public record Numbered(long unitId, int change) {}
}
