package dev.fleetcast.sse;

import dev.fleetcast.connection.NetworkAddress;
import dev.fleetcast.threading.EventLoopConfined;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.SseEventSink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The connection of an SSE request. Its client waits, and then gets a stream of events or is turned away. */
@EventLoopConfined
public final class SseConnection {

    private static final byte[] COMMENT = ": waiting\n\n".getBytes(StandardCharsets.US_ASCII);
    /** Most waits end before. */
    private static final Duration FIRST_COMMENT = Duration.ofMillis(100);

    private static final Duration COMMENT_INTERVAL = Duration.ofSeconds(2);

    private final Outlet outlet;
    private final ScheduledExecutorService loop;
    private final String address;
    private Runnable onClose = () -> {};
    private Wait wait = new Wait();
    private boolean carrying;
    private boolean closed;

    /**
     * For a response that has not begun.
     *
     * @param loop the event loop of the connection
     * @param address the client's network address
     */
    public SseConnection(Outlet outlet, ScheduledExecutorService loop, String address) {
        this.outlet = outlet;
        this.loop = loop;
        this.address = address;
        outlet.onClose(() -> loop.execute(this::ended));
    }

    /** Begins the response to an SSE request; called on the event loop of its connection. */
    public static SseConnection of(SseEventSink sink, RoutingContext request) {
        SseOutlet outlet = new SseOutlet(sink, request);
        outlet.begin();
        return new SseConnection(
                outlet,
                ((ContextInternal) Vertx.currentContext()).nettyEventLoop(),
                NetworkAddress.of(request.request().remoteAddress()));
    }

    /** The response to a HEAD request, which must not open a stream, as the default fallback to GET would. */
    public static Response head() {
        return Response.ok().type(MediaType.SERVER_SENT_EVENTS).build();
    }

    public Outlet outlet() {
        return outlet;
    }

    /** The event loop of the connection. Safe for use by any thread. */
    public ScheduledExecutorService loop() {
        return loop;
    }

    /** The client's network address. Safe for use by any thread. */
    public String address() {
        return address;
    }

    /** Sets the action to run, in a turn of the loop, after either side has closed the connection. */
    public void onClose(Runnable closed) {
        onClose = closed;
    }

    /**
     * Puts a stream of events on the connection: from now on the stream writes to the outlet and ends it.
     *
     * @param closed replaces the action of {@link #onClose}
     */
    public void carry(Runnable closed) {
        carrying = true;
        onClose = closed;
    }

    /**
     * Runs {@code then} with the result, in a later turn of the loop, unless the connection is closed before. Meanwhile,
     * SSE comments show the client and all proxies that the connection is alive; a browser's {@code EventSource} ignores
     * them. Short waits send no comment.
     *
     * @param awaited may complete on any thread; must not fail
     */
    public <T> void await(Uni<T> awaited, Consumer<T> then) {
        Wait begun = new Wait();
        wait = begun;
        begun.awaited = awaited.subscribe().with(result -> loop.execute(() -> begun.end(() -> then.accept(result))));
        begun.commentAfter(FIRST_COMMENT);
    }

    /**
     * Ends the connection with a last event, unless it carries a stream. Runs in a later turn of the loop: JAX-RS must
     * begin the response before it ends. Safe for use by any thread.
     */
    public void turnAway(byte[] goodbye) {
        loop.execute(() -> {
            wait.cancel();
            if (!closed && !carrying) {
                closed = true;
                outlet.write(goodbye);
                outlet.end();
            }
        });
    }

    private void ended() {
        closed = true;
        wait.cancel();
        onClose.run();
    }

    /** One wait for a result. */
    private final class Wait {

        private Cancellable awaited = () -> {};
        private boolean over;

        void end(Runnable then) {
            if (!over) {
                over = true;
                then.run();
            }
        }

        void cancel() {
            over = true;
            awaited.cancel();
        }

        void commentAfter(Duration time) {
            loop.schedule(this::comment, time.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void comment() {
            if (!over) {
                outlet.write(COMMENT);
                commentAfter(COMMENT_INTERVAL);
            }
        }
    }
}
