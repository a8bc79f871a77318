package dev.fleetcast.history.record;

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
record StoredMessage(Instant filedAt, int feed, long offset, long placement, byte[] content)
        implements Comparable<StoredMessage> {

    @Override
    public int compareTo(StoredMessage other) {
        int byTime = filedAt.compareTo(other.filedAt);
        if (byTime != 0) {
            return byTime;
        }
        int byFeed = Integer.compare(feed, other.feed);
        return byFeed == 0 ? Long.compare(offset, other.offset) : byFeed;
    }
}
