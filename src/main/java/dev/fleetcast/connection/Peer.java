package dev.fleetcast.connection;

import io.netty.util.concurrent.Future;
import java.util.function.Supplier;

/** One TCP connection, as tracked by {@link OpenConnections}. Guarded by its lock. */
final class Peer {

    /** What the connection is doing. */
    enum State {
        /** Its event loop has not looked yet whether a request has come. */
        ARRIVING,
        /** The client has not sent a request yet. */
        SILENT,
        /** A request has begun, and its body is incomplete. */
        SENDING,
        /** Requests are being processed. */
        ASKING,
        /** Every request has been answered. */
        IDLE,
        GONE
    }

    private final String network;
    private final Supplier<Future<?>> end;
    private State state = State.ARRIVING;
    private int requests;
    private long since;

    /**
     * @param network see {@link NetworkAddress}
     * @param end closes the connection, on any thread; done when its server has noticed
     */
    Peer(String network, Supplier<Future<?>> end) {
        this.network = network;
        this.end = end;
    }

    String network() {
        return network;
    }

    Future<?> end() {
        return end.get();
    }

    State state() {
        return state;
    }

    /** When the current state began, by the clock of {@link OpenConnections}. */
    long since() {
        return since;
    }

    void enter(State next, long now) {
        state = next;
        since = now;
    }

    /** Adds {@code change} to the number of active requests, and returns the result. */
    int count(int change) {
        requests += change;
        return requests;
    }
}
