package dev.fleetcast.benchmark;

import dev.fleetcast.demo.embedded.Ports;
import java.util.Map;

/** Streams by Spring WebFlux: see {@code src/benchmark/peers/webflux}. */
final class WebFlux {

    private static final int CONNECTS_PER_SECOND = 1_000;

    private WebFlux() {}

    /** Starts the server. */
    static Contestant start(Arena arena, int units) {
        int port = Ports.free();
        PeerProcess program = PeerProcess.start(
                arena.directory(),
                "webflux.log",
                arena.serverPrefix(),
                arena.java()
                        .peer("-jar", PeerBuild.jar("webflux", "webflux.jar").toString(), "--server.port=" + port),
                Map.of());
        return Peer.fed(
                arena, "webflux", CONNECTS_PER_SECOND, program, port, () -> Bridge.start(arena, port, "/publish/"));
    }
}
