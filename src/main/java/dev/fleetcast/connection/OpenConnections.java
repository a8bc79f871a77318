package dev.fleetcast.connection;

import dev.fleetcast.threading.ThreadSafe;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The open connections, from the moment they are accepted. When a limit is reached, a connection without a complete
 * request makes room: the oldest that never sent one, else the longest idle, else the one whose request has been
 * arriving for longest. Probes thus get a connection despite any number of silent ones. Never blocks for long.
 */
@ThreadSafe
final class OpenConnections {

    private final Limits limits;
    private final LongSupplier nanos;
    private final Set<Peer> silent = new LinkedHashSet<>();
    private final Set<Peer> idle = new LinkedHashSet<>();
    private final Set<Peer> sending = new LinkedHashSet<>();
    private final Map<String, Network> networks = new HashMap<>();
    private int open;

    /**
     * The limits.
     *
     * @param all connections in total
     * @param perNetwork connections per network
     * @param silent connections without a request
     * @param silentPerNetwork connections without a request per network
     * @param patience how long a connection without a request is not closed for the sake of the limits of silent ones
     * @param headTimeout how long a connection may stay without a request
     */
    record Limits(int all, int perNetwork, int silent, int silentPerNetwork, Duration patience, Duration headTimeout) {}

    /** The connections of one network. */
    private static final class Network {
        private final Set<Peer> silent = new LinkedHashSet<>();
        private int open;
    }

    /** @param nanos a clock like {@link System#nanoTime} */
    OpenConnections(Limits limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
    }

    /**
     * Admits a connection.
     *
     * @return the closings of connections that make room for it; empty if it must be closed for lack of room
     */
    synchronized Optional<List<Future<?>>> admit(Peer peer) {
        List<Future<?>> ends = new ArrayList<>();
        Network network = networks.computeIfAbsent(peer.network(), name -> new Network());
        if (network.open >= limits.perNetwork() && !network.silent.isEmpty()) {
            ends.add(end(oldest(network.silent)));
        }
        for (Set<Peer> waiting : List.of(silent, idle, sending)) {
            if (open >= limits.all() && !waiting.isEmpty()) {
                ends.add(end(oldest(waiting)));
            }
        }
        // It may have been removed with its last connection.
        Network home = networks.computeIfAbsent(peer.network(), name -> network);
        if (open >= limits.all() || home.open >= limits.perNetwork()) {
            forgetIfEmpty(peer.network(), home);
            return Optional.empty();
        }
        open++;
        home.open++;
        return Optional.of(ends);
    }

    /**
     * Reports that the connection's event loop has looked whether a request has come. Only from now on may the connection
     * be called silent: when a thousand clients come at once, their requests wait for the server, not the server for them.
     */
    synchronized void watched(Peer peer) {
        if (peer.state() != Peer.State.ARRIVING) {
            return;
        }
        peer.enter(Peer.State.SILENT, nanos.getAsLong());
        Network network = networks.get(peer.network());
        network.silent.add(peer);
        silent.add(peer);
    }

    /** Reports that the head of a request is complete; {@code withBody} if a body follows. */
    synchronized void asked(Peer peer, boolean withBody) {
        if (peer.state() == Peer.State.GONE) {
            return;
        }
        leave(peer);
        if (peer.count(1) == 1 && withBody) {
            peer.enter(Peer.State.SENDING, nanos.getAsLong());
            sending.add(peer);
        } else {
            peer.enter(Peer.State.ASKING, nanos.getAsLong());
        }
    }

    /** Reports that the body of a request is complete. */
    synchronized void received(Peer peer) {
        if (sending.remove(peer)) {
            peer.enter(Peer.State.ASKING, nanos.getAsLong());
        }
    }

    /** Reports that a request has been answered. */
    synchronized void answered(Peer peer) {
        if (peer.count(-1) == 0 && peer.state() != Peer.State.GONE) {
            leave(peer);
            peer.enter(Peer.State.IDLE, nanos.getAsLong());
            idle.add(peer);
        }
    }

    /** Reports that the connection is closed; repeated calls have no effect. */
    synchronized void gone(Peer peer) {
        if (peer.state() == Peer.State.GONE) {
            return;
        }
        leave(peer);
        peer.enter(Peer.State.GONE, nanos.getAsLong());
        open--;
        Network network = networks.get(peer.network());
        network.open--;
        forgetIfEmpty(peer.network(), network);
    }

    /**
     * Closes the connections that have not sent a request in time, and the oldest silent ones beyond their limits; returns
     * their number. A crowd that has just come, and that still negotiates TLS or waits for its own processor, is spared.
     */
    synchronized int endOverdue() {
        long now = nanos.getAsLong();
        List<Peer> considered = silent.stream()
                .takeWhile(peer -> isOlder(peer, limits.patience(), now) || isOlder(peer, limits.headTimeout(), now))
                .toList();
        int ended = 0;
        for (Peer peer : considered) {
            if (isOlder(peer, limits.headTimeout(), now)
                    || (isOlder(peer, limits.patience(), now) && isBeyondLimits(peer))) {
                end(peer);
                ended++;
            }
        }
        return ended;
    }

    /** Whether connections that cannot make room use almost all of the total. */
    synchronized boolean areCrowded() {
        int busy = open - silent.size() - idle.size() - sending.size();
        return busy >= limits.all() - Math.max(1, limits.all() / 20);
    }

    synchronized int open() {
        return open;
    }

    synchronized int silent() {
        return silent.size();
    }

    private static boolean isOlder(Peer peer, Duration age, long now) {
        return now - peer.since() >= age.toNanos();
    }

    private boolean isBeyondLimits(Peer silentOne) {
        return silent.size() > limits.silent()
                || networks.get(silentOne.network()).silent.size() > limits.silentPerNetwork();
    }

    private Future<?> end(Peer peer) {
        gone(peer);
        return peer.end();
    }

    private void leave(Peer peer) {
        silent.remove(peer);
        idle.remove(peer);
        sending.remove(peer);
        networks.get(peer.network()).silent.remove(peer);
    }

    private void forgetIfEmpty(String name, Network network) {
        if (network.open == 0) {
            networks.remove(name);
        }
    }

    private static Peer oldest(Set<Peer> peers) {
        Iterator<Peer> oldest = peers.iterator();
        return oldest.next();
    }
}
