package dev.fleetcast.stream;

import dev.fleetcast.telemetry.FeedPosition;
import java.util.Optional;

/** The marks of the feed that have been read here; safe for use by any thread, never blocks. */
public interface FeedMarks {

    /** Names the marks topic: in another one the same numbers mean something else. The empty text while it is not known. */
    String epoch();

    /** The newest mark; empty only while nothing has been read since the start. */
    Optional<FeedMark> newest();

    /** The mark of that number, if it is still remembered. */
    Optional<FeedMark> byNumber(long number);

    /** The newest mark that is nowhere beyond {@code position}. */
    Optional<FeedMark> atOrBefore(FeedPosition position);
}
