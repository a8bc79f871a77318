package dev.fleetcast.benchmark;

import dev.fleetcast.demo.embedded.EmbeddedPostgreSql;
import dev.fleetcast.demo.embedded.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Scenario H: the time from the start of the process to readiness, on all cores; then its memory. */
final class StartUp implements OwnScenario {

    static final String LETTER = "H";
    static final String RESTART = "again";

    private static final int STARTS = 5;
    private static final int AT_MOST_MILLIS = 60_000;

    private final Options options;

    StartUp(Options options) {
        this.options = options;
    }

    @Override
    public String title() {
        return "start of the packaged application";
    }

    @Override
    public void measure(String contestant, int round, RawResults results) {
        Path directory = newDirectory(options);
        try (Feed feed = new Feed(options, directory, 1, 0);
                EmbeddedPostgreSql database = EmbeddedPostgreSql.start(Ports.free())) {
            Arena arena = arena(options, feed, directory);
            for (int start = 0; start < STARTS; start++) {
                results.add(start(arena, database, start == 0 ? "schema and topics to be made" : RESTART, start + 1));
            }
        }
    }

    private Row start(Arena arena, EmbeddedPostgreSql database, String point, int number) {
        boolean idle = new IdleGate(options.idleWait()).await();
        int port = Ports.free();
        FleetcastApi api = new FleetcastApi(port);
        OtherUse others = OtherUse.begin();
        long begin = System.nanoTime();
        try (OwnProcess process = Fleetcast.process(arena, Fleetcast.environment(arena, port, database))) {
            if (!Pause.until(api::isReady, AT_MOST_MILLIS)) {
                throw new IllegalStateException("not ready, see " + arena.directory());
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            double otherCores = others.cores();
            double cpuSeconds = ProcessUsage.cpuSeconds(List.of(process.handle()));
            Pause.millis(1_000);
            return new Row(LETTER, point, "fleetcast", number)
                    .add(Figure.START_SECONDS, seconds)
                    .add(Figure.SERVER_CPU_SECONDS, cpuSeconds)
                    .add(Figure.ANONYMOUS_MB, ProcessUsage.anonymousBytes(process.handle()) / 1e6)
                    .add(Figure.RESIDENT_MB, ProcessUsage.residentBytes(List.of(process.handle())) / 1e6)
                    .add(Figure.OTHER_CORES, otherCores)
                    .add(Figure.IDLE, idle ? 1 : 0);
        }
    }

    /** Unlike in other scenarios, a replica has all cores. */
    static Arena arena(Options options, Feed feed, Path directory) {
        return new Arena(feed.bootstrapServers(), Feed.TOPIC, 0, directory, everywhere(), everywhere(), options.java());
    }

    static Path newDirectory(Options options) {
        try {
            Path sessions = Files.createDirectories(options.directory().resolve("sessions"));
            return Files.createTempDirectory(sessions, "replica-").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> everywhere() {
        return Machine.cores() > 1 ? List.of("taskset", "-c", "0-" + (Machine.cores() - 1)) : List.of();
    }
}
