package dev.fleetcast.replica;

import dev.fleetcast.threading.ThreadSafe;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Rounds that one follows the other as long as they are needed, see {@link Background#rounds}. */
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

    /** Begins the rounds, unless they are under way; to be called after something to do has been added. */
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
        // What was added after the question found the rounds still going.
        if (needed.getAsBoolean()) {
            begin();
        }
    }
}
