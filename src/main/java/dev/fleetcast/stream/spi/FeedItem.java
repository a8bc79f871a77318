package dev.fleetcast.stream.spi;

import dev.fleetcast.stream.event.GapReason;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.telemetry.FeedLog;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** An item of the telemetry feed; items are in the order of the feed. */
public sealed interface FeedItem {

    /** The position of the feed after the item. */
    FeedPosition after();

    /** The log that the position is in. */
    FeedLog log();

    /**
     * The records of one poll.
     *
     * @param updates interprets the records, once, and returns the updates of the units that match the predicate, in
     *     ascending order of their sequence numbers. Tests the predicate for a unit only after its message is in the
     *     {@link Snapshots}, so that a stream that subscribes concurrently finds it there
     */
    record Batch(FeedPosition after, FeedLog log, Function<Predicate<UnitId>, List<Update>> updates)
            implements FeedItem {}

    /**
     * The feed does not continue where it was: {@code after} is ahead of or behind the previous item, and records may be
     * missing.
     *
     * @param reason what every stream reports for each of its units
     * @param snapshots the last known messages from which streams restart
     */
    record Break(FeedPosition after, FeedLog log, GapReason reason, Snapshots snapshots) implements FeedItem {}
}
