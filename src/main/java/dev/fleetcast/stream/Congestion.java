package dev.fleetcast.stream;

import java.time.Duration;

/**
 * Watches how long a client holds its stream up: since its queue was found full until it has drained to half. Confined to its
 * stream's event loop.
 */
final class Congestion {

    private final long patience;
    private final long limit;
    private long since;
    private long easySince;
    private long past;
    private boolean lasting;
    private boolean slow;

    /**
     * @param patience for how long a client that was found slow must hold nothing up to be slow no more
     * @param limit for how long a queue may stay full
     */
    Congestion(Duration patience, Duration limit) {
        this.patience = patience.toMillis();
        this.limit = limit.toMillis();
    }

    /** The queue was found full. */
    void began(long now) {
        if (!lasting) {
            lasting = true;
            since = now;
        }
    }

    /** The queue has drained. */
    void over(long now) {
        if (lasting) {
            lasting = false;
            past += now - since;
            easySince = now;
        }
    }

    boolean hasLasted(long now) {
        return lasting && now - since >= limit;
    }

    /** Milliseconds that the client has held the stream up, in all. */
    long total(long now) {
        return past + (lasting ? now - since : 0);
    }

    /** The client takes less than what comes. */
    void foundSlow() {
        slow = true;
    }

    /** Whether the client was found slow and has not shown since that it is not. */
    boolean isSlow(long now) {
        if (slow && !lasting && now - easySince >= patience) {
            slow = false;
        }
        return slow;
    }
}
