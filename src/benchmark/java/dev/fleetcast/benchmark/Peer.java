package dev.fleetcast.benchmark;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A contestant with a third-party program, fed by a bridge. */
record Peer(String name, int port, int connectsPerSecond, PeerProcess program, Bridge bridge) implements Contestant {

    /** Returns when a message has passed through the started program; otherwise ends it and fails. */
    static Peer fed(
            Arena arena, String name, int connectsPerSecond, PeerProcess program, int port, Supplier<Bridge> bridge) {
        try {
            ProbeStream.awaitListening(program, port);
            Peer peer = new Peer(name, port, connectsPerSecond, program, bridge.get());
            try {
                Delivery.await(arena, peer);
            } catch (RuntimeException e) {
                peer.bridge().close();
                throw e;
            }
            return peer;
        } catch (RuntimeException e) {
            program.close();
            throw new IllegalStateException(name + " did not start; see its logs in " + arena.directory(), e);
        }
    }

    @Override
    public List<ProcessHandle> server() {
        return program.all();
    }

    @Override
    public List<ProcessHandle> feeders() {
        return List.of(bridge.process());
    }

    @Override
    public String path(int[] units) {
        return IntStream.of(units).mapToObj(String::valueOf).collect(Collectors.joining(",", "/sub?v=", ""));
    }

    /** Closes the bridge first, while its peer can still respond. */
    @Override
    public void close() {
        bridge.close();
        program.close();
    }
}
