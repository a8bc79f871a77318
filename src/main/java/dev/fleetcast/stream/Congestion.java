package dev.fleetcast.stream;

import java.time.Duration;

/** Watches how long a queue has been full; it stays so until it has drained to half. Confined to its stream's event loop. */
final class Congestion {

    private final long limitMillis;
    private long since;
    private boolean lasting;

    Congestion(Duration limit) {
        limitMillis = limit.toMillis();
    }

    /** The queue was found full. */
    void began(long now) {
        if (!lasting) {
            lasting = true;
            since = now;
        }
    }

    /** The queue has drained. */
    void over() {
        lasting = false;
    }

    boolean hasLasted(long now) {
        return lasting && now - since >= limitMillis;
    }
}
