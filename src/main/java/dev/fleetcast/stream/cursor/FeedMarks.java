package dev.fleetcast.stream.cursor;

import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.threading.ThreadSafe;
import java.util.Optional;

/** The marks of the feed that this replica has read. Never blocks. */
@ThreadSafe
public interface FeedMarks {

    /** Identifies the marks topic: in another one the same numbers have other meanings. Empty while unknown. */
    String epoch();

    /** The newest mark; empty only until the first mark is read. */
    Optional<FeedMark> newest();

    /** The mark with that number, if still remembered. */
    Optional<FeedMark> byNumber(long number);

    /** The newest mark that is at or before {@code position} in every partition. */
    Optional<FeedMark> atOrBefore(FeedPosition position);
}
