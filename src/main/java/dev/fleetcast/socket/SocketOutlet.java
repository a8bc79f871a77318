package dev.fleetcast.socket;

import dev.fleetcast.sse.Outlet;
import dev.fleetcast.threading.EventLoopConfined;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * A WebSocket, which carries each event as one text frame. The frames of one write are one pooled buffer that bypasses
 * the encoder of Vert.x, as on an SSE connection: Vert.x would create several objects and a flush for each frame.
 */
@EventLoopConfined
public final class SocketOutlet implements Outlet {

    /** The status for an end with a reason of our own, RFC 6455, section 7.4.2. */
    public static final short OWN_REASON = 4_000;

    private static final short GOING_AWAY = 1_001;
    private static final String DRAIN = "drain";
    private static final String ENCODER = "wsencoder";
    /** A frame's head, and its member {@code id} in place of a line. */
    private static final int MORE_PER_EVENT = 16;
    /** How long the peer may take to accept the end before the connection is closed. */
    private static final long END_PATIENCE_MILLIS = 5_000;

    private final ServerWebSocket socket;
    private final HttpConnection connection;
    private final Vertx vertx;
    private final ChannelHandlerContext encoder;
    private final EventFrames translation = new EventFrames();
    private Runnable drained = () -> {};
    private Runnable waiting = () -> {};
    private Runnable afterFrame = () -> {};
    private Runnable closed = () -> {};
    private boolean showingLife;
    private boolean over;

    /** For a connection that has just become a WebSocket; called on its event loop. */
    public SocketOutlet(ServerWebSocket socket, HttpConnection connection, Vertx vertx) {
        this.socket = socket;
        this.connection = connection;
        this.vertx = vertx;
        this.encoder = ((ConnectionBase) connection).channel().pipeline().context(ENCODER);
        socket.drainHandler(ready -> {
            drained.run();
            Runnable next = waiting;
            waiting = () -> {};
            next.run();
        });
        socket.closeHandler(ended -> {
            over = true;
            closed.run();
        });
        // A client that breaks the protocol must not fill the log.
        socket.exceptionHandler(this::broken);
    }

    @Override
    public ByteBuf buffer(int expectedBytes) {
        return encoder.alloc().buffer(expectedBytes);
    }

    @Override
    public void write(ByteBuf events) {
        if (over) {
            events.release();
            return;
        }
        ByteBuf frames = encoder.alloc().directBuffer(events.readableBytes() + MORE_PER_EVENT);
        try {
            translation.translate(events, frames);
        } finally {
            events.release();
        }
        if (!frames.isReadable()) {
            frames.release();
            return;
        }
        // A failed write shows in the closing of the connection.
        if (showingLife) {
            showingLife = false;
            encoder.channel().writeAndFlush(frames, encoder.channel().voidPromise());
        } else {
            encoder.writeAndFlush(frames, encoder.voidPromise());
        }
        Runnable next = afterFrame;
        afterFrame = () -> {};
        next.run();
    }

    /** Runs {@code task} after the next frame. */
    public void afterNextFrame(Runnable task) {
        afterFrame = task;
    }

    /** Vert.x closes connections without a write above its encoder for {@code quarkus.http.idle-timeout}. */
    @Override
    public void showLife() {
        showingLife = true;
    }

    @Override
    public boolean isFull() {
        return !encoder.channel().isWritable();
    }

    @Override
    public int waiting() {
        return Outlet.waiting(encoder.channel());
    }

    @Override
    public void onDrain(Runnable action) {
        drained = action;
    }

    /** Runs {@code task} once the connection has room; replaces a task that still waits. */
    public void whenThereIsRoom(Runnable task) {
        if (isFull()) {
            waiting = task;
        } else if (!over) {
            task.run();
        }
    }

    @Override
    public void onClose(Runnable action) {
        closed = action;
    }

    /** Closes the socket with the reason of the last {@code bye}. */
    @Override
    public void end() {
        String reason = translation.farewell();
        end(reason.equals(DRAIN) ? GOING_AWAY : OWN_REASON, reason);
    }

    /**
     * Closes the socket with that status after pending writes.
     *
     * @param reason at most 123 bytes of UTF-8
     */
    public void end(short status, String reason) {
        if (!over) {
            over = true;
            Future<Void> ended = socket.close(status, reason);
            long patience = vertx.setTimer(END_PATIENCE_MILLIS, elapsed -> cut());
            ended.onComplete(taken -> vertx.cancelTimer(patience));
        }
    }

    /** Names the violation to the client, of which nothing more is read. */
    private void broken(Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException violation) {
            refuse(violation.closeStatus());
        } else if (cause instanceof IllegalStateException) {
            // From the collector of a message's frames.
            refuse(WebSocketCloseStatus.MESSAGE_TOO_BIG);
        } else {
            cut();
        }
    }

    private void refuse(WebSocketCloseStatus status) {
        encoder.channel().config().setAutoRead(false);
        end((short) status.code(), status.reasonText());
    }

    private void cut() {
        connection.close();
    }
}
