package dev.fleetcast.benchmark;

import dev.fleetcast.demo.embedded.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** pushpin with all its services, and an origin beside its bridge: see {@code src/benchmark/pushpin.conf}. */
final class Pushpin {

    private static final Path INTERNAL = Path.of("/usr/lib/pushpin/internal.conf");
    private static final String SYSTEM_ZURL = "ipc:///var/run/zurl/";
    private static final String OWN_ZURL = "ipc://{rundir}/{ipc_prefix}";

    /** At a higher rate, it loses some subscriptions. */
    private static final int CONNECTS_PER_SECOND = 250;

    private Pushpin() {}

    /** Starts the server. */
    static Contestant start(Arena arena, int units) {
        String pushpin = PeerProcess.installed("pushpin", "pushpin");
        int port = Ports.free();
        int publishPort = Ports.free();
        int originPort = Ports.free();
        Path directory = arena.directory().toAbsolutePath();
        Path configuration = directory.resolve("pushpin.conf");
        Template.fill(
                "pushpin.conf",
                Map.of("DIRECTORY", directory, "PORT", port, "PUBLISH_PORT", publishPort),
                configuration);
        try {
            Files.createDirectories(directory.resolve("run"));
            Files.writeString(directory.resolve("pushpin-routes"), "* 127.0.0.1:" + originPort + "\n");
            Files.writeString(
                    directory.resolve("pushpin-internal.conf"),
                    Files.readString(INTERNAL).replace(SYSTEM_ZURL, OWN_ZURL));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PeerProcess program = PeerProcess.start(
                directory,
                "pushpin.log",
                arena.serverPrefix(),
                List.of(pushpin, "--config=" + configuration),
                Map.of());
        return Peer.fed(
                arena,
                "pushpin",
                CONNECTS_PER_SECOND,
                program,
                port,
                () -> Bridge.start(arena, publishPort, BridgeMain.PUSHPIN, String.valueOf(originPort)));
    }
}
