package dev.fleetcast.benchmark;

import java.util.Locale;

/**
 * The load client's counts since its last reset; connections since its start.
 *
 * @param established connections with received data
 * @param closed connections that ended
 * @param reads system calls that read data
 * @param samples events whose latency is among the percentiles
 */
record ClientCounts(
        int established,
        int closed,
        long events,
        long bytes,
        long reads,
        long samples,
        double p50Millis,
        double p99Millis,
        double p999Millis,
        double maxMillis) {

    String line() {
        return String.format(
                Locale.ROOT,
                "%d %d %d %d %d %d %.3f %.3f %.3f %.3f",
                established,
                closed,
                events,
                bytes,
                reads,
                samples,
                p50Millis,
                p99Millis,
                p999Millis,
                maxMillis);
    }

    static ClientCounts parse(String line) {
        String[] words = line.split(" ");
        return new ClientCounts(
                Integer.parseInt(words[0]),
                Integer.parseInt(words[1]),
                Long.parseLong(words[2]),
                Long.parseLong(words[3]),
                Long.parseLong(words[4]),
                Long.parseLong(words[5]),
                Double.parseDouble(words[6]),
                Double.parseDouble(words[7]),
                Double.parseDouble(words[8]),
                Double.parseDouble(words[9]));
    }
}
