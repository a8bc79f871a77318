package dev.fleetcast.dashboard;

import java.util.Locale;

/**
 * A page's cost for its browser over a period.
 *
 * @param frames frame times in milliseconds, in ascending order
 * @param longTasks tasks that blocked the page for more than 50 ms, in milliseconds, in ascending order
 * @param busy the share of time its main thread was busy
 * @param heapBytes its script heap, garbage included
 * @param liveBytes its script heap after garbage collection
 * @param nodes number of nodes in its document
 */
record BrowserMinute(
        double[] frames, double[] longTasks, double busy, double heapBytes, double liveBytes, double nodes) {

    static final String HEAD = """
            | minute | frames | p50 ms | p95 ms | p99 ms | longest ms | tasks over 50 ms | longest ms | main thread busy | heap MB | live heap MB | DOM nodes |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |""";

    String row(int minute) {
        return String.format(
                Locale.ROOT,
                "| %d | %d | %.1f | %.1f | %.1f | %.0f | %d | %.0f | %.0f %% | %.1f | %.1f | %.0f |",
                minute,
                frames.length,
                percentile(frames, 50),
                percentile(frames, 95),
                percentile(frames, 99),
                percentile(frames, 100),
                longTasks.length,
                percentile(longTasks, 100),
                busy * 100,
                heapBytes / 1e6,
                liveBytes / 1e6,
                nodes);
    }

    private static double percentile(double[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(sorted.length * percent / 100.0) - 1];
    }
}
