package dev.fleetcast.stream;

import java.time.Duration;

/**
 * Watches for how long a client holds its stream up: since its queue was found full until it has drained to half. Time is
 * counted in looks at the stream, which there are none of while this replica stands still. Confined to the stream's event
 * loop.
 */
final class Congestion {

    private final int patience;
    private final int limit;
    private int looks;
    private boolean lasting;
    private boolean slow;

    /**
     * @param look the time between two looks
     * @param patience for how long a client that was found slow must hold nothing up to be slow no more, see also {@link #isLong}
     * @param limit for how long a queue may stay full
     */
    Congestion(Duration look, Duration patience, Duration limit) {
        this.patience = Math.max(1, (int) patience.dividedBy(look));
        this.limit = Math.max(1, (int) limit.dividedBy(look));
    }

    /** The queue was found full. */
    void began() {
        if (!lasting) {
            lasting = true;
            looks = 0;
        }
    }

    /** The queue has drained. */
    void over() {
        if (lasting) {
            lasting = false;
            looks = 0;
        }
    }

    /** The stream is looked at. */
    void look() {
        looks++;
        if (!lasting && looks >= patience) {
            slow = false;
        }
    }

    boolean hasLasted() {
        return lasting && looks >= limit;
    }

    /** Whether the client has held its stream up for as long as it takes to be found slow. */
    boolean isLong() {
        return lasting && looks >= patience;
    }

    /** The client takes less than what comes. */
    void foundSlow() {
        slow = true;
    }

    /** Whether the client was found slow and has not shown since that it is not. */
    boolean isSlow() {
        return slow;
    }
}
