package dev.fleetcast.benchmark;

import dev.fleetcast.demo.embedded.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** nchan, a module of nginx, with one worker: see {@code src/benchmark/nchan.conf}. */
final class Nchan {

    private static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_nchan_module.so");
    private static final String PACKAGES = "nginx libnginx-mod-nchan";
    private static final int CONNECTS_PER_SECOND = 4_000;

    private Nchan() {}

    /** Starts the server; a stream follows 255 units at most. */
    static Contestant start(Arena arena, int units) {
        String nginx = PeerProcess.installed("nginx", PACKAGES);
        if (!Files.exists(MODULE)) {
            throw new IllegalStateException(MODULE + " is missing; on Debian: apt-get install " + PACKAGES);
        }
        int port = Ports.free();
        Path directory = arena.directory().toAbsolutePath();
        Path configuration = directory.resolve("nchan.conf");
        Template.fill("nchan.conf", Map.of("MODULE", MODULE, "DIRECTORY", directory, "PORT", port), configuration);
        PeerProcess program = PeerProcess.start(
                directory,
                "nchan.log",
                arena.serverPrefix(),
                List.of(nginx, "-p", directory.toString(), "-c", configuration.toString()),
                Map.of());
        return Peer.fed(arena, "nchan", CONNECTS_PER_SECOND, program, port, () -> Bridge.start(arena, port, "/pub/"));
    }
}
