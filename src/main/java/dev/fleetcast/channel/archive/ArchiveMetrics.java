package dev.fleetcast.channel.archive;

import dev.fleetcast.threading.ThreadSafe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Metrics of the archive. */
@ThreadSafe
@Singleton
public class ArchiveMetrics {

    private final Counter archived;
    private final Counter skipped;

    public ArchiveMetrics(MeterRegistry registry) {
        archived = Counter.builder("fleetcast.channel.archived")
                .description("Records of the channel topics written to the database, counted once per deployment")
                .register(registry);
        skipped = Counter.builder("fleetcast.channel.archive.skipped")
                .description(
                        "Records of the channel topics that cannot be written to the database, counted once per deployment")
                .register(registry);
    }

    void archived(int records) {
        archived.increment(records);
    }

    void skipped(int records) {
        skipped.increment(records);
    }
}
