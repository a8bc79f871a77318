package dev.fleetcast.benchmark;

import dev.fleetcast.demo.embedded.Ports;
import java.util.Map;

/** Streams with Quarkus as its guides write them: see {@code src/benchmark/peers/quarkus}. */
final class PlainQuarkus {

    private static final int CONNECTS_PER_SECOND = 1_000;

    private PlainQuarkus() {}

    /** Starts the delivering server: a {@code Multi} for each stream. */
    static Contestant start(Arena arena, int units) {
        int port = Ports.free();
        PeerProcess program = program(arena, port);
        return Peer.fed(
                arena,
                "quarkus-multi",
                CONNECTS_PER_SECOND,
                program,
                port,
                () -> Bridge.start(arena, port, "/publish/"));
    }

    /** Starts the server whose streams are an {@code SseEventSink} that sends one event and then stays silent. */
    static Contestant startEmptySink(Arena arena) {
        int port = Ports.free();
        PeerProcess program = program(arena, port);
        ProbeStream.awaitListening(program, port);
        return new EmptySink(port, CONNECTS_PER_SECOND, program);
    }

    private static PeerProcess program(Arena arena, int port) {
        return PeerProcess.start(
                arena.directory(),
                "quarkus.log",
                arena.serverPrefix(),
                arena.java()
                        .peer(
                                "-Dquarkus.http.port=" + port,
                                "-jar",
                                PeerBuild.jar("quarkus", "quarkus-app/quarkus-run.jar")
                                        .toString()),
                Map.of());
    }
}
