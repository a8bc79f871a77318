package dev.fleetcast.faults;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/** A replica's metrics. */
record Scrape(Calls calls) {

    private static final int SAMPLES = 6;

    /** Streams it has ended because of slow clients. */
    double endedSlow() {
        return sum(List.of("fleetcast_streams_ended_total", "reason=\"slow\""));
    }

    double open() {
        return sum(List.of("fleetcast_streams_open"));
    }

    /** Streams of all replicas that it remembers, some perhaps without their subscriptions. */
    double known() {
        return sum(List.of("fleetcast_streams_known"));
    }

    /** The lowest heap use within some seconds, in bytes: the heap after a collection. */
    long lowestHeap() {
        return LongStream.range(0, SAMPLES)
                .map(any -> {
                    Waiting.during(Duration.ofMillis(700));
                    return (long) sum(List.of("jvm_memory_used_bytes", "area=\"heap\""));
                })
                .min()
                .getAsLong();
    }

    private double sum(List<String> marks) {
        return Waiting.result(calls.metrics())
                .body()
                .lines()
                .filter(line -> !line.startsWith("#") && marks.stream().allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
