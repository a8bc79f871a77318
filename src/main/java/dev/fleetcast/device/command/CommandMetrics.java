package dev.fleetcast.device.command;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Counts commands and their streams. */
@ApplicationScoped
public class CommandMetrics {

    private final MeterRegistry registry;
    private final Counter unreadable;
    private final Counter untracked;
    private final Counter answered;
    private final Counter timedOut;
    private final Counter repeated;

    CommandMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.unreadable = Counter.builder("fleetcast.device.commands.unreadable")
                .description("Unusable records on the topics of commands and answers")
                .register(registry);
        this.untracked = Counter.builder("fleetcast.device.commands.untracked")
                .description("Commands that this replica had no memory for")
                .register(registry);
        this.answered = Counter.builder("fleetcast.device.calls.answered")
                .description("Calls of functions that the device answered")
                .register(registry);
        this.timedOut = Counter.builder("fleetcast.device.calls.unanswered")
                .description("Calls of functions without an answer in time")
                .register(registry);
        this.repeated = Counter.builder("fleetcast.device.calls.repeated")
                .description("Repeated calls of functions that got the outcome of the first one")
                .register(registry);
    }

    /** Shows the number of open streams. */
    public void watch(Map<String, ?> streams) {
        Gauge.builder("fleetcast.device.commands.streams", streams, Map::size)
                .description("Devices with a command stream on this replica")
                .register(registry);
    }

    /** Counts a record that is neither a command nor an answer. */
    public void unreadable() {
        unreadable.increment();
    }

    /** Counts a command that there was no memory for. */
    public void untracked() {
        untracked.increment();
    }

    /** Counts an answered call. */
    public void answered() {
        answered.increment();
    }

    /** Counts a call without an answer in time. */
    public void timedOut() {
        timedOut.increment();
    }

    /** Counts a repeated call. */
    public void repeated() {
        repeated.increment();
    }
}
