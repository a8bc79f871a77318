package dev.fleetcast.stream.delivery;

import dev.fleetcast.threading.EventLoopConfined;
import java.time.Duration;

/**
 * Measures how long a client blocks its stream: from a full queue until the queue has drained to half. Time is counted
 * in looks at the stream, so a pause of this replica does not count.
 */
@EventLoopConfined
public final class Congestion {

    private final int patience;
    private final int limit;
    private int looks;
    private boolean lasting;
    private boolean slow;

    /**
     * @param look the time between two looks
     * @param patience how long a slow client must block nothing before it no longer counts as slow; see also
     *     {@link #isLong}
     * @param limit how long a queue may stay full
     */
    public Congestion(Duration look, Duration patience, Duration limit) {
        this.patience = Math.max(1, (int) patience.dividedBy(look));
        this.limit = Math.max(1, (int) limit.dividedBy(look));
    }

    /** The queue was found full. */
    public void began() {
        if (!lasting) {
            lasting = true;
            looks = 0;
        }
    }

    /** The queue has drained. */
    public void over() {
        if (lasting) {
            lasting = false;
            looks = 0;
        }
    }

    /** Counts one look at the stream. */
    public void look() {
        looks++;
        if (!lasting && looks >= patience) {
            slow = false;
        }
    }

    public boolean hasLasted() {
        return lasting && looks >= limit;
    }

    /** Whether the client has blocked its stream long enough to count as slow. */
    public boolean isLong() {
        return lasting && looks >= patience;
    }

    /** Marks the client as slower than the feed. */
    public void foundSlow() {
        slow = true;
    }

    /** Whether the client is marked as slow and has not kept up since. */
    public boolean isSlow() {
        return slow;
    }
}
