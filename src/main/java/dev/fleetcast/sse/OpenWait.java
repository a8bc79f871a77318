package dev.fleetcast.sse;

import dev.fleetcast.threading.EventLoopConfined;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A client waiting for its response on an open connection. SSE comments show the client and all proxies that the
 * connection is alive; a browser's {@code EventSource} ignores them.
 */
@EventLoopConfined
public final class OpenWait {

    private static final byte[] COMMENT = ": waiting\n\n".getBytes(StandardCharsets.US_ASCII);
    /** Most waits end before. */
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
     * Starts a wait; short waits send no comment.
     *
     * @param awaited may complete on any thread; must not fail
     * @param then receives the result, on the loop, in a turn of its own
     */
    public static <T> OpenWait begin(Outlet outlet, ScheduledExecutorService loop, Uni<T> awaited, Consumer<T> then) {
        OpenWait wait = new OpenWait(outlet, loop);
        wait.awaited = awaited.subscribe().with(answer -> loop.execute(() -> wait.end(answer, then)));
        wait.commentAfter(FIRST_AFTER);
        return wait;
    }

    /** Ends the wait; no effect if it has ended. */
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
