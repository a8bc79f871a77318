package dev.fleetcast.demo.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Decides when units report: each once per period, spread over the period so that they do not all report at once. Not
 * thread-safe.
 */
final class Schedule {

    private static final int SLICES = 10;

    private final List<UnitReplay> units;
    private final long sliceMillis;
    private final long mostSlicesLate;
    private long next;

    /** @param start the time of the first turn */
    Schedule(List<UnitReplay> units, Duration period, Instant start) {
        this.units = units;
        this.sliceMillis = period.toMillis() / SLICES;
        this.mostSlicesLate = Duration.ofSeconds(5).toMillis() / sliceMillis;
        this.next = start.toEpochMilli() / sliceMillis;
    }

    /** The time between turns. */
    Duration turn() {
        return Duration.ofMillis(sliceMillis);
    }

    /**
     * Runs all turns up to now. Skips missed turns after a long pause, such as that of a closed laptop.
     *
     * @param report receives each unit whose turn it is and the time of its turn
     */
    void run(Instant now, BiConsumer<UnitReplay, Instant> report) {
        long current = now.toEpochMilli() / sliceMillis;
        if (current - next > mostSlicesLate) {
            next = current;
        }
        while (next <= current) {
            Instant moment = Instant.ofEpochMilli(next * sliceMillis);
            for (int i = (int) (next % SLICES); i < units.size(); i += SLICES) {
                report.accept(units.get(i), moment);
            }
            next++;
        }
    }
}
