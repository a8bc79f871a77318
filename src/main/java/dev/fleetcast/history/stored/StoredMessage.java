package dev.fleetcast.history.stored;

import java.time.Instant;

/**
 * A message as it is stored.
 *
 * @param filedAt the time under which it is filed, in whole milliseconds
 * @param feed the number of its partition of the feed
 * @param offset in that partition
 * @param placement the number of its placement
 * @param content the message as it came, not compressed
 */
public record StoredMessage(Instant filedAt, int feed, long offset, long placement, byte[] content)
        implements Comparable<StoredMessage> {

    /** Where it is in the order of messages. */
    public Place place() {
        return new Place(filedAt, feed, offset);
    }

    @Override
    public int compareTo(StoredMessage other) {
        return place().compareTo(other.place());
    }
}
