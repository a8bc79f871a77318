package dev.fleetcast.sse;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.SseEventSink;

/**
 * An SSE connection, made of a JAX-RS sink and its Vert.x response. The sink keeps the request open and ends it; the
 * bytes go to the response, because the sink encodes per subscriber, ignores full connections, and lets a CR inject
 * fields. On HTTP/1.1 most bytes bypass the response as well, see {@link ChunkedBody}.
 */
final class SseOutlet implements Outlet {

    /** How long the peer may take to accept the end of the response before the connection is closed. */
    private static final long END_PATIENCE_MILLIS = 5_000;

    private final SseEventSink sink;
    private final RoutingContext request;
    private final HttpServerResponse response;
    /** Null unless HTTP/1.1. */
    private final ChunkedBody body;

    /** Whether the next write goes through the response; the first one sends the headers. */
    private boolean throughResponse = true;
    /** Tracked here, because asking the response takes its lock. */
    private boolean over;

    private Runnable onClose = () -> {};
    /** Without {@link #body}: the bytes written since the connection was last not full. */
    private int sinceFull;

    /** For a response that has not begun. */
    SseOutlet(SseEventSink sink, RoutingContext request) {
        this.sink = sink;
        this.request = request;
        this.response = request.response();
        this.body = request.request().version() == HttpVersion.HTTP_1_1
                ? ChunkedBody.of(request.request().connection()).orElse(null)
                : null;
    }

    /** Sets the headers of an SSE response; they are sent with the first write. */
    void begin() {
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, MediaType.SERVER_SENT_EVENTS)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-transform")
                .putHeader("X-Accel-Buffering", "no");
    }

    @Override
    public void onClose(Runnable closed) {
        onClose = closed;
        request.addEndHandler(ended -> closed());
    }

    /**
     * The connection is closed. Vert.x does not say so if it closed an HTTP/2 connection, because of too many requests,
     * while this one waited to be handled; then the next write finds out.
     */
    private void closed() {
        over = true;
        Runnable once = onClose;
        onClose = () -> {};
        once.run();
    }

    @Override
    public ByteBuf buffer(int expectedBytes) {
        return body == null ? Unpooled.buffer(expectedBytes) : body.buffer(expectedBytes);
    }

    @Override
    public void write(ByteBuf events) {
        if (over) {
            events.release();
        } else if (body == null || throughResponse) {
            writeToResponse(events);
        } else {
            body.write(events);
        }
    }

    /** Vert.x closes connections without visible writes for {@code quarkus.http.idle-timeout}. */
    @Override
    public void showLife() {
        if (!throughResponse) {
            forgetHeaders();
        }
        throughResponse = true;
    }

    @Override
    public boolean isFull() {
        // The queue of a closed response stays full.
        return body == null ? response.writeQueueFull() && !response.closed() : body.isFull();
    }

    @Override
    public int waiting() {
        if (body != null) {
            return body.waiting();
        }
        sinceFull = response.writeQueueFull() ? sinceFull : 0;
        return sinceFull;
    }

    @Override
    public void onTaken(Runnable taken) {
        if (body != null) {
            body.onTaken(taken);
        }
    }

    @Override
    public void onDrain(Runnable drained) {
        response.drainHandler(ready -> drained.run());
    }

    @Override
    public void end() {
        over = true;
        Future<Void> ended = response.end();
        sink.close();
        long patience = request.vertx().setTimer(END_PATIENCE_MILLIS, elapsed -> cut());
        ended.onComplete(taken -> request.vertx().cancelTimer(patience));
    }

    /**
     * Clears headers that both sides have read long ago. A browser's headers take more memory than a stream, and
     * include credentials.
     */
    private void forgetHeaders() {
        request.request().headers().clear();
        response.headers().clear();
    }

    private void writeToResponse(ByteBuf events) {
        throughResponse = false;
        // Vert.x does not release pooled buffers passed to it.
        Buffer copy = Buffer.buffer(ByteBufUtil.getBytes(events));
        sinceFull += copy.length();
        events.release();
        if (response.closed()) {
            closed();
        } else {
            response.write(copy);
        }
    }

    /** Closes the connection of a peer that does not accept the end; an HTTP/2 peer loses only this stream. */
    private void cut() {
        if (request.request().version() == HttpVersion.HTTP_2) {
            response.reset();
        } else {
            request.request().connection().close();
        }
    }
}
