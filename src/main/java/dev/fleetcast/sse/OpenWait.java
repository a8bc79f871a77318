package dev.fleetcast.sse;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A client that waits on its open connection until it can be answered. Comments show it, and every proxy in between, that
 * the connection lives; a browser's {@code EventSource} takes no notice of them. Confined to the connection's event loop.
 */
public final class OpenWait {

    private static final byte[] COMMENT = ": waiting\n\n".getBytes(StandardCharsets.US_ASCII);
    /** Most waits are over before. */
    private static final Duration FIRST_AFTER = Duration.ofMillis(100);

    private static final Duration RHYTHM = Duration.ofSeconds(2);

    private final Outlet outlet;
    private final ScheduledExecutorService loop;
    private Cancellable awaited = () -> {};
    private boolean over;

    private OpenWait(Outlet outlet, ScheduledExecutorService loop) {
        this.outlet = outlet;
        this.loop = loop;
    }

    /**
     * Waits on that connection; without a comment when it is over in a moment.
     *
     * @param awaited may answer on any thread; must not fail
     * @param then takes the answer, on the loop, in a turn of its own
     */
    public static <T> OpenWait begin(Outlet outlet, ScheduledExecutorService loop, Uni<T> awaited, Consumer<T> then) {
        OpenWait wait = new OpenWait(outlet, loop);
        wait.awaited = awaited.subscribe().with(answer -> loop.execute(() -> wait.end(answer, then)));
        wait.commentAfter(FIRST_AFTER);
        return wait;
    }

    /** Ends the wait; has no effect on a wait that is over. */
    public void cancel() {
        over = true;
        awaited.cancel();
    }

    private <T> void end(T answer, Consumer<T> then) {
        if (!over) {
            over = true;
            then.accept(answer);
        }
    }

    private void comment() {
        if (!over) {
            outlet.write(COMMENT);
            commentAfter(RHYTHM);
        }
    }

    private void commentAfter(Duration time) {
        loop.schedule(this::comment, time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
