package dev.fleetcast.stream;

import java.util.concurrent.atomic.AtomicInteger;

/** How many connections there may be, in all and from each network address; safe for use by any thread. */
public final class ConnectionQuota {

    private final AtomicInteger admitted = new AtomicInteger();
    private final Quota<String> addresses;
    private final int max;

    /**
     * @param max in all
     * @param maxPerAddress from one address
     */
    public ConnectionQuota(int max, int maxPerAddress) {
        this.addresses = new Quota<>(maxPerAddress);
        this.max = max;
    }

    /** Takes a place for a connection from {@code address}; false when there is none. */
    public boolean admit(String address) {
        if (admitted.incrementAndGet() <= max && addresses.take(address)) {
            return true;
        }
        admitted.decrementAndGet();
        return false;
    }

    /** Gives back the place of an {@link #admit admitted} connection. */
    public void dismiss(String address) {
        admitted.decrementAndGet();
        addresses.giveBack(address);
    }
}
