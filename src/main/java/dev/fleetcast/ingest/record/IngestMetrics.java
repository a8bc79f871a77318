package dev.fleetcast.ingest.record;

import dev.fleetcast.threading.ThreadSafe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Metrics of the feed. */
@ThreadSafe
@ApplicationScoped
public class IngestMetrics {

    private final Counter read;
    private final Counter failed;
    private final Counter accepted;
    private final Counter deadLetters;
    private final Counter bareLetters;

    public IngestMetrics(MeterRegistry registry) {
        read = Counter.builder("fleetcast.feed.records")
                .description("Records this replica has read for its streams")
                .register(registry);
        failed = Counter.builder("fleetcast.feed.failures")
                .description("Valid records this replica could not route because of an unexpected failure")
                .register(registry);
        accepted = Counter.builder("fleetcast.ingest.messages")
                .description("Valid messages, counted once per deployment")
                .register(registry);
        deadLetters = Counter.builder("fleetcast.ingest.dead.letters")
                .description("Records sent to the dead-letter topic, counted once per deployment")
                .register(registry);
        bareLetters = Counter.builder("fleetcast.ingest.dead.letters.bare")
                .description(
                        "Dead letters with the size and origin of a record instead of its content, counted once per deployment")
                .register(registry);
    }

    /** Counts letters without content. */
    public void bareLetters(int records) {
        bareLetters.increment(records);
    }

    public void read(int records) {
        read.increment(records);
    }

    public void failed() {
        failed.increment();
    }

    public void accepted(int messages) {
        accepted.increment(messages);
    }

    public void deadLetters(int records) {
        deadLetters.increment(records);
    }
}
