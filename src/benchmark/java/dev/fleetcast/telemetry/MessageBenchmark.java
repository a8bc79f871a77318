package dev.fleetcast.telemetry;

import dev.fleetcast.telemetry.LastKnownPositions.PositionReport;
import dev.fleetcast.testing.UsualMessages;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The cost of reading a message: fully, at a glance, and its time only. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class MessageBenchmark {

    private final MessageDecoder decoder = new MessageDecoder();
    private final MessageGlance glance = new MessageGlance();
    private final byte[][] messages = new byte[256][];
    private final String time = "2026-02-16T13:51:30Z";
    private int next;

    /** Messages of many units. */
    public MessageBenchmark() {
        for (int unit = 0; unit < messages.length; unit++) {
            messages[unit] = UsualMessages.of(unit, unit);
        }
    }

    @Benchmark
    public TelemetryMessage decode() throws InvalidMessageException {
        return decoder.decode(message());
    }

    @Benchmark
    public Optional<PositionReport> glance() {
        return glance.at(message());
    }

    @Benchmark
    public Instant timeRead() {
        return DeviceTime.instant(time);
    }

    @Benchmark
    public OffsetDateTime timeByFormatter() {
        return DeviceTime.parse(time);
    }

    private byte[] message() {
        next = (next + 1) % messages.length;
        return messages[next];
    }
}
