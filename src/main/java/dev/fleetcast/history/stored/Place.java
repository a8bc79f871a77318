package dev.fleetcast.history.stored;

import java.time.Instant;
import java.util.Optional;

/**
 * The place of a message in the past. Its text is the cursor of clients.
 *
 * @param filedAt the time under which it is filed
 * @param feed the number of its partition of the feed
 * @param offset in that partition
 */
public record Place(Instant filedAt, int feed, long offset) implements Comparable<Place> {

    private static final int LONGEST = 60;

    /** Reads the text of a place; empty for any other text. */
    public static Optional<Place> parse(String text) {
        String[] parts = text.length() > LONGEST ? new String[0] : text.split("-", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Place(
                    Instant.ofEpochMilli(Long.parseLong(parts[0], Character.MAX_RADIX)),
                    Integer.parseInt(parts[1]),
                    Long.parseLong(parts[2])));
        } catch (NumberFormatException foreign) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(Place other) {
        int byTime = filedAt.compareTo(other.filedAt);
        if (byTime != 0) {
            return byTime;
        }
        int byFeed = Integer.compare(feed, other.feed);
        return byFeed == 0 ? Long.compare(offset, other.offset) : byFeed;
    }

    @Override
    public String toString() {
        return Long.toString(filedAt.toEpochMilli(), Character.MAX_RADIX) + "-" + feed + "-" + offset;
    }
}
