package dev.fleetcast.device.command.stream;

import dev.fleetcast.device.Coreid;
import dev.fleetcast.device.Device;
import dev.fleetcast.device.DeviceCaller;
import dev.fleetcast.sse.Outlet;
import dev.fleetcast.telemetry.UnitId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Command streams of the device {@code door}, without a server. */
public final class TestStreams {

    private static final Device DOOR = new Device(new Coreid("door"), new UnitId(1), 1, "Door", null, "door", "active");

    private TestStreams() {}

    /** A stream whose events loop is the caller's thread. */
    public static CommandStream stream(
            String id, Outlet outlet, BooleanSupplier live, LongSupplier millis, InstantSource clock) {
        return new CommandStream(
                id,
                new CommandStreamRequest(DOOR, new Token(live), Optional.empty(), Optional.empty()),
                outlet,
                Runnable::run,
                new StreamTimes(
                        Duration.ofSeconds(9),
                        Duration.ofSeconds(20),
                        Duration.ofMinutes(1),
                        () -> TimeUnit.MILLISECONDS.toNanos(millis.getAsLong())),
                clock);
    }

    /** Like the other method, with the machine's clocks. */
    public static CommandStream stream(String id, Outlet outlet) {
        return stream(id, outlet, () -> true, System::currentTimeMillis, InstantSource.system());
    }

    /** Closes the connection. */
    public static void close(CommandStream stream) {
        stream.gone();
    }

    private record Token(BooleanSupplier live) implements DeviceCaller {

        @Override
        public OptionalLong userId() {
            return OptionalLong.empty();
        }

        @Override
        public Optional<Device> device() {
            return Optional.of(DOOR);
        }

        @Override
        public Set<Long> clients() {
            return Set.of();
        }

        @Override
        public boolean isLive() {
            return live.getAsBoolean();
        }

        @Override
        public String credentials() {
            return "token";
        }
    }
}
