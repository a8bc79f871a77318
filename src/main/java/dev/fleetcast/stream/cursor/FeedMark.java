package dev.fleetcast.stream.cursor;

import dev.fleetcast.telemetry.FeedLog;
import dev.fleetcast.telemetry.FeedPosition;
import java.time.Instant;

/**
 * A point of the feed that all replicas know by its number, so that event ids can refer to it in a few bytes.
 *
 * @param number rises with time; unique for the lifetime of the marks topic
 * @param at Kafka's time of the mark
 * @param position the point
 * @param log the log that the position is in
 */
public record FeedMark(long number, Instant at, FeedPosition position, FeedLog log) {

    /**
     * True if the log is another one than at the earlier mark {@code before}: a topic was recreated, or a partition cut,
     * after which another leader wrote at offsets that existed before.
     */
    public boolean isOfAnotherLog(FeedMark before) {
        boolean[] cut = {false};
        position.forEach((topic, partition, offset) -> cut[0] |=
                offset < before.position.next(topic, partition) && log.hasNewLeader(before.log, topic, partition));
        return cut[0] || log.isRecreated(before.log);
    }

    /** True if {@code later} is in another log, or a partition has another leader: offsets need a new mark. */
    public boolean isOutdatedBy(FeedLog later) {
        boolean[] led = {false};
        position.forEach((topic, partition, offset) -> led[0] |= later.hasNewLeader(log, topic, partition));
        return led[0] || later.isRecreated(log);
    }
}
