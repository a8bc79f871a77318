package dev.fleetcast.history.recorder;

import dev.fleetcast.threading.ThreadSafe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Metrics of the recorder. */
@ThreadSafe
@ApplicationScoped
public class RecorderMetrics {

    private final Counter records;
    private final Counter trips;
    private final Counter refused;
    private final Clock clock = Clock.systemUTC();
    private volatile Instant oldest;

    RecorderMetrics(MeterRegistry registry) {
        records = Counter.builder("fleetcast.recorder.records")
                .description("Records of the feed that the recorder has worked off, valid or not")
                .register(registry);
        trips = Counter.builder("fleetcast.recorder.trips")
                .description("Trips that the recorder has found finished, or revised")
                .register(registry);
        refused = Counter.builder("fleetcast.recorder.refused")
                .description("Valid records that the database refused; they are in the dead-letter topic")
                .register(registry);
        TimeGauge.builder("fleetcast.recorder.delay", this::delayMillis, TimeUnit.MILLISECONDS)
                .description(
                        "The age of the oldest record that this replica has read and not recorded yet; 0 without one")
                .register(registry);
    }

    void begins(Instant oldestRecord) {
        oldest = oldestRecord;
    }

    void done(int count) {
        oldest = null;
        records.increment(count);
    }

    void trips(int count) {
        trips.increment(count);
    }

    void refused() {
        refused.increment();
    }

    private long delayMillis() {
        Instant since = oldest;
        return since == null ? 0 : Math.max(0, clock.millis() - since.toEpochMilli());
    }
}
