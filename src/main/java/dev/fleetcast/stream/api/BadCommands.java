package dev.fleetcast.stream.api;

import dev.fleetcast.threading.EventLoopConfined;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Counts the messages of a client that are not commands, over the last minute. */
@EventLoopConfined
final class BadCommands {

    private static final int LIMIT = 20;
    private static final long PERIOD = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanos;
    private final long[] times = new long[LIMIT];
    private long count;

    BadCommands() {
        this(System::nanoTime);
    }

    BadCommands(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Counts one more; true when it is the 20th within a minute. */
    boolean isOneTooMany() {
        long now = nanos.getAsLong();
        times[(int) (count % LIMIT)] = now;
        count++;
        return count >= LIMIT && now - times[(int) (count % LIMIT)] < PERIOD;
    }
}
