package dev.fleetcast.replica;

import dev.fleetcast.threading.ThreadSafe;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Work that repeats only while it is needed, see {@link Background#rounds}. */
@ThreadSafe
public final class Rounds {

    private final Executor later;
    private final BooleanSupplier needed;
    private final Runnable round;
    private final AtomicBoolean going = new AtomicBoolean();

    /**
     * @param later runs what it is given after the pause
     * @param round does not fail
     */
    Rounds(Executor later, BooleanSupplier needed, Runnable round) {
        this.later = later;
        this.needed = needed;
        this.round = round;
    }

    /** Begins the rounds, unless they are under way. Call it after adding something to do. */
    public void begin() {
        if (going.compareAndSet(false, true)) {
            later.execute(this::go);
        }
    }

    private void go() {
        round.run();
        if (needed.getAsBoolean()) {
            later.execute(this::go);
            return;
        }
        going.set(false);
        // Work that was added after the question found the rounds still going, so its begin() did nothing.
        if (needed.getAsBoolean()) {
            begin();
        }
    }
}
