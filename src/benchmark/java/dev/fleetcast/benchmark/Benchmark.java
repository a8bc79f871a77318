package dev.fleetcast.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Measures the packaged application and its peers; see docs/performance.md. */
public final class Benchmark {

    /** All scenarios, in the order of their measurement. */
    static final List<String> SCENARIOS = List.of("E", "A", "B", "C", "D", "F", "G", "H", "I", "J", "K", "P", "Q");

    /** Measured in the first round only: no bar depends on them, and time is limited. */
    private static final Set<String> ONCE = Set.of("pushpin", "webflux", Contestants.OVER_TLS, Contestants.OVER_HTTP_2);

    private final Options options;
    private final RawResults results;
    private final long endNanos;

    private Benchmark(Options options) {
        this.options = options;
        this.results = new RawResults(options.directory().resolve("results.jsonl"));
        this.endNanos = System.nanoTime() + options.limit().toNanos();
    }

    /** Configured by system properties, see {@link Options}. */
    public static void main(String[] arguments) throws IOException {
        Options options = Options.fromSystemProperties();
        Files.createDirectories(options.directory());
        Affinity.moveThisProcess(options.otherPrefix());
        Benchmark benchmark = new Benchmark(options);
        benchmark.run();
        Files.writeString(
                options.directory().resolve("report.md"),
                new Report(options, new Results(benchmark.results.rows())).text(),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING);
        System.exit(0);
    }

    private void run() {
        for (Scenario scenario : scenarios()) {
            for (int round = 1; round <= scenario.rounds(options.rounds()); round++) {
                for (String contestant : rotated(contestants(scenario), round)) {
                    if (round == 1 || !ONCE.contains(contestant)) {
                        measure(scenario, contestant, round);
                    }
                }
            }
        }
    }

    /** A failed session leaves its place in the tables empty; the others continue. */
    private void measure(Scenario scenario, String contestant, int round) {
        if (System.nanoTime() > endNanos) {
            System.out.println("no time left for " + contestant + ": " + scenario.title());
            return;
        }
        System.out.printf("round %d, %s: %s%n", round, contestant, scenario.title());
        try {
            scenario.measure(contestant, round, results);
        } catch (RuntimeException failed) {
            System.out.println(contestant + " could not be measured: " + failed);
        }
    }

    private List<Scenario> scenarios() {
        Map<String, Scenario> known = new TreeMap<>(Map.of(
                "A", new Broadcast(options),
                "B", new Dashboards(options),
                "C", new IdleStreams(options),
                "D", new StalledStreams(options),
                "F", new Unfollowed(options),
                "G", new Growth(options),
                "H", new StartUp(options),
                "I", new Areas(options),
                "J", new DeviceEvents(options)));
        known.put(History.LETTER, new History(options));
        known.put("E", known.get("A"));
        known.put(AnsweredPongs.LETTER, new AnsweredPongs(options));
        known.put(IdleReplica.LETTER, new IdleReplica(options));
        List<Scenario> chosen = new ArrayList<>();
        for (String letter : SCENARIOS) {
            Scenario scenario = known.get(letter);
            if (options.scenarios().contains(letter) && scenario != null && !chosen.contains(scenario)) {
                chosen.add(scenario);
            }
        }
        return chosen;
    }

    private List<String> contestants(Scenario scenario) {
        return options.contestants().stream().filter(scenario::concerns).toList();
    }

    /** Each round begins with another contestant, so that no contestant always follows the same one. */
    private static List<String> rotated(List<String> names, int round) {
        List<String> rotated = new ArrayList<>(names);
        Collections.rotate(rotated, 1 - round);
        return rotated;
    }
}
