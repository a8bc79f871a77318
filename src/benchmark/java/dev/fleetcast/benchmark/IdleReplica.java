package dev.fleetcast.benchmark;

import dev.fleetcast.demo.embedded.EmbeddedPostgreSql;
import dev.fleetcast.demo.embedded.Ports;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Scenario Q: a replica without streams and records, on all cores; what it uses, and which threads use it. */
final class IdleReplica implements OwnScenario {

    static final String LETTER = "Q";
    static final String POINT = "without streams and records";

    private static final int START_MILLIS = 60_000;
    private static final int SECONDS = 60;
    private static final int THREADS_SHOWN = 12;

    private final Options options;

    IdleReplica(Options options) {
        this.options = options;
    }

    @Override
    public String title() {
        return "an idle replica";
    }

    @Override
    public void measure(String contestant, int round, RawResults results) {
        var directory = StartUp.newDirectory(options);
        try (Feed feed = new Feed(options, directory, 1, 0);
                EmbeddedPostgreSql database = EmbeddedPostgreSql.start(Ports.free())) {
            Arena arena = StartUp.arena(options, feed, directory);
            int port = Ports.free();
            try (OwnProcess process = Fleetcast.process(arena, Fleetcast.environment(arena, port, database))) {
                if (!Pause.until(new FleetcastApi(port)::isReady, START_MILLIS)) {
                    throw new IllegalStateException("not ready, see " + directory);
                }
                // What begins with a start, such as the compilers and the first rounds of all sweeps, is over then.
                Pause.millis(options.warmUpSeconds() * 1_000L);
                results.add(row(process.handle(), round));
            }
        }
    }

    private static Row row(ProcessHandle server, int round) {
        OtherUse others = OtherUse.begin();
        Map<String, Double> before = ProcessUsage.cpuSecondsByThread(server);
        Map<String, Double> wakeUpsBefore = ProcessUsage.wakeUpsByThread(server);
        double secondsBefore = ProcessUsage.cpuSeconds(List.of(server));
        Pause.millis(SECONDS * 1_000);
        double used = ProcessUsage.cpuSeconds(List.of(server)) - secondsBefore;
        Map<String, Double> threads = since(before, ProcessUsage.cpuSecondsByThread(server));
        Map<String, Double> wakeUps = since(wakeUpsBefore, ProcessUsage.wakeUpsByThread(server));
        threads.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .limit(THREADS_SHOWN)
                .forEach(thread -> System.out.printf(
                        "  %-16s %.2f %% of a core, %.1f wake-ups/s%n",
                        thread.getKey(),
                        100 * thread.getValue() / SECONDS,
                        wakeUps.getOrDefault(thread.getKey(), 0.0) / SECONDS));
        return new Row(LETTER, POINT, "fleetcast", round)
                .add(Figure.CORES, used / SECONDS)
                .add(
                        Figure.WAKE_UPS,
                        wakeUps.values().stream().mapToDouble(each -> each).sum() / SECONDS)
                .add(Figure.RESIDENT_MB, ProcessUsage.residentBytes(List.of(server)) / 1e6)
                .add(Figure.ANONYMOUS_MB, ProcessUsage.anonymousBytes(server) / 1e6)
                .add(Figure.OTHER_CORES, others.cores());
    }

    private static Map<String, Double> since(Map<String, Double> before, Map<String, Double> now) {
        Map<String, Double> since = new TreeMap<>(now);
        since.replaceAll((thread, figure) -> figure - before.getOrDefault(thread, 0.0));
        return since;
    }
}
