package dev.fleetcast.connection;

import io.netty.util.concurrent.Future;
import java.util.function.Supplier;

/** One TCP connection, as {@link OpenConnections} knows it; confined to its lock. */
final class Peer {

    /** What is expected of whom. */
    enum State {
        /** The client has not asked for anything yet. */
        SILENT,
        /** A request has begun, and its body is not complete. */
        SENDING,
        /** Requests are being answered. */
        ASKING,
        /** Every request has been answered. */
        IDLE,
        GONE
    }

    private final String network;
    private final Supplier<Future<?>> end;
    private State state = State.SILENT;
    private int requests;
    private long since;

    /**
     * @param network see {@link NetworkAddress}
     * @param end ends the connection, on any thread; done when its server has heard of it
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

    /** When its state began, by the clock of its connections. */
    long since() {
        return since;
    }

    void enter(State next, long now) {
        state = next;
        since = now;
    }

    /** One more request, or one less; how many are left. */
    int count(int change) {
        requests += change;
        return requests;
    }
}
