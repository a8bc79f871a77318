package dev.fleetcast.stream;

import dev.fleetcast.threading.EventLoopConfined;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Gives a client many events in slices, as it has room for them, so that the loop's other streams get their turn. */
@EventLoopConfined
final class Pacing {

    /** The events queued per turn of the loop. */
    private static final int SLICE = 200;

    private final Stream stream;
    private final BooleanSupplier over;

    /** @param over true once nothing more is to be given */
    Pacing(Stream stream, BooleanSupplier over) {
        this.stream = stream;
        this.over = over;
    }

    /**
     * Takes the items of {@code rest} one by one, and then runs {@code last}.
     *
     * @param step gives an item; false if there is no room for it yet
     */
    <T> void give(Queue<T> rest, Predicate<T> step, Runnable last) {
        Sender sender = stream.sender();
        for (int i = 0; i < SLICE && !rest.isEmpty(); i++) {
            if (over.getAsBoolean()) {
                return;
            }
            boolean mayGoOn = sender.hasRoom() || sender.isSlow();
            if (!mayGoOn || !step.test(rest.peek())) {
                sender.markBlocked();
                sender.whenTaken(() -> give(rest, step, last));
                return;
            }
            rest.remove();
        }
        if (!rest.isEmpty()) {
            stream.execute(() -> give(rest, step, last));
        } else if (!over.getAsBoolean()) {
            last.run();
        }
    }
}
