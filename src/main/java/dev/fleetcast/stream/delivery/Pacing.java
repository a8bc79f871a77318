package dev.fleetcast.stream.delivery;

import dev.fleetcast.threading.EventLoopConfined;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Gives a client many events in slices, as it has room for them, so that the loop's other streams get their turn. */
@EventLoopConfined
public final class Pacing {

    /** The events queued per turn of the loop. */
    private static final int SLICE = 200;

    private final Sender sender;
    private final EventLoop loop;
    private final BooleanSupplier over;

    /** @param over true once nothing more is to be given */
    public Pacing(Sender sender, EventLoop loop, BooleanSupplier over) {
        this.sender = sender;
        this.loop = loop;
        this.over = over;
    }

    /**
     * Takes the items of {@code rest} one by one, and then runs {@code last}.
     *
     * @param step gives an item; false if there is no room for it yet
     */
    public <T> void give(Queue<T> rest, Predicate<T> step, Runnable last) {
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
            loop.execute(() -> give(rest, step, last));
        } else if (!over.getAsBoolean()) {
            last.run();
        }
    }
}
