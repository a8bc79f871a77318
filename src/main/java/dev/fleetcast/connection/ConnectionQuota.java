package dev.fleetcast.connection;

import dev.fleetcast.threading.ThreadSafe;
import java.util.concurrent.atomic.AtomicInteger;

/** Limits connections, in total and per network address. */
@ThreadSafe
public final class ConnectionQuota {

    private final AtomicInteger admitted = new AtomicInteger();
    private final Quota<String> addresses;
    private final int max;

    /**
     * @param max the limit in total
     * @param maxPerAddress the limit per address
     */
    public ConnectionQuota(int max, int maxPerAddress) {
        this.addresses = new Quota<>(maxPerAddress);
        this.max = max;
    }

    /** Reserves a place for a connection from {@code address}; false when a limit is reached. */
    public boolean admit(String address) {
        if (admitted.incrementAndGet() <= max && addresses.take(address)) {
            return true;
        }
        admitted.decrementAndGet();
        return false;
    }

    /** Releases the place of an {@link #admit admitted} connection. */
    public void dismiss(String address) {
        admitted.decrementAndGet();
        addresses.giveBack(address);
    }
}
