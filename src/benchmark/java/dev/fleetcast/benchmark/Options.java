package dev.fleetcast.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The options of a run; system properties {@code fleetcast.benchmark.*}.
 *
 * @param scenarios letters, see {@link Benchmark}
 * @param rounds the number of measurements of each point
 * @param contestants names, see {@link Contestants}
 * @param seconds the duration of a measurement
 * @param warmUpSeconds the longest load on a server before its first point, while it compiles itself
 * @param pinned whether the server has core 0 for itself and all other processes core 1
 * @param idleWait the longest wait for an idle machine
 * @param limit no session begins after this
 * @param java the Java of servers; the program by default this process's own
 * @param directory for results, logs and data
 */
record Options(
        List<String> scenarios,
        int rounds,
        List<String> contestants,
        int seconds,
        int warmUpSeconds,
        boolean pinned,
        Duration idleWait,
        Duration limit,
        ServerJava java,
        Path directory) {

    static Options fromSystemProperties() {
        return new Options(
                list("scenarios", String.join(",", Benchmark.SCENARIOS)).stream()
                        .map(letter -> letter.toUpperCase(Locale.ROOT))
                        .toList(),
                number("rounds", 3),
                list("contestants", String.join(",", Contestants.ALL)),
                number("seconds", 10),
                number("warm-up-seconds", 80),
                Boolean.parseBoolean(property("pinned", "true")),
                Duration.ofSeconds(number("idle-wait-seconds", 10)),
                Duration.ofMinutes(number("limit-minutes", 90)),
                new ServerJava(property("java", PeerProcess.java()), words("java-options")),
                Path.of(property("directory", "target/benchmark")));
    }

    /** The words before the command of a server under test. */
    List<String> serverPrefix() {
        return prefix(0);
    }

    /** The words before all other commands. */
    List<String> otherPrefix() {
        return prefix(1);
    }

    /** With a single core, processes cannot be separated. */
    private List<String> prefix(int core) {
        boolean possible = pinned && Machine.cores() > 1;
        return possible ? List.of("taskset", "-c", String.valueOf(core)) : List.of();
    }

    private static List<String> list(String name, String byDefault) {
        return Arrays.stream(property(name, byDefault).split(","))
                .map(String::trim)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static List<String> words(String name) {
        return Arrays.stream(property(name, "").split(" "))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static int number(String name, int byDefault) {
        return Integer.parseInt(property(name, String.valueOf(byDefault)));
    }

    private static String property(String name, String byDefault) {
        String value = System.getProperty("fleetcast.benchmark." + name, "");
        return value.isBlank() ? byDefault : value;
    }
}
