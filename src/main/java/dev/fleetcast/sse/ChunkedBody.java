package dev.fleetcast.sse;

import dev.fleetcast.threading.EventLoopConfined;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The body of an HTTP/1.1 response, written below the HTTP encoder: for each piece the encoder would create three
 * buffers (length, content, line end), and Vert.x an object and a flush. Here a piece is one pooled buffer including
 * its framing (RFC 9112, section 7.1) and one system call, which saves about a fifth of the cost of a delivery (see
 * docs/performance.md).
 */
@EventLoopConfined
final class ChunkedBody {

    private static final String ENCODER = "httpEncoder";
    private static final byte[] LINE_END = "\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    /** A hexadecimal int and a line end. */
    private static final int ROOM_IN_FRONT = 8 + 2;

    private final ChannelHandlerContext encoder;

    private ChunkedBody(ChannelHandlerContext encoder) {
        this.encoder = encoder;
    }

    /** Empty unless the connection uses HTTP/1.1. */
    static Optional<ChunkedBody> of(HttpConnection connection) {
        return connection instanceof ConnectionBase base ? of(base.channel().pipeline()) : Optional.empty();
    }

    static Optional<ChunkedBody> of(ChannelPipeline pipeline) {
        return Optional.ofNullable(pipeline.context(ENCODER)).map(ChunkedBody::new);
    }

    /** A pooled buffer with room for the framing. */
    ByteBuf buffer(int expectedBytes) {
        int bytes = ROOM_IN_FRONT + expectedBytes + LINE_END.length;
        return encoder.alloc().directBuffer(bytes).writerIndex(ROOM_IN_FRONT).readerIndex(ROOM_IN_FRONT);
    }

    /** Whether the connection's buffer is full. */
    boolean isFull() {
        return !encoder.channel().isWritable();
    }

    /** The bytes in the connection's buffer. */
    int waiting() {
        return Outlet.waiting(encoder.channel());
    }

    /** Writes the content of the buffer, which must not be empty, as one piece, and flushes. */
    void write(ByteBuf piece) {
        int length = piece.readableBytes();
        piece.writeBytes(LINE_END);
        int start = piece.readerIndex() - LINE_END.length;
        piece.setBytes(start, LINE_END);
        for (int rest = length; rest > 0; rest >>>= 4) {
            start--;
            piece.setByte(start, HEX[rest & 15]);
        }
        // A failed write shows in the closing of the connection.
        encoder.writeAndFlush(piece.readerIndex(start), encoder.voidPromise());
    }

    /** Runs the action once the kernel has accepted everything written so far; never if the connection closes before. */
    void onTaken(Runnable taken) {
        encoder.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            if (written.isSuccess()) {
                taken.run();
            }
        });
    }
}
