package dev.fleetcast.sse;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The body of an HTTP/1.1 response, written below the HTTP encoder: the encoder would make three buffers of each piece (its
 * length, itself, a line end), and Vert.x an object and a flush around them. Here a piece is one pooled buffer with its
 * framing (RFC 9112, section 7.1) and one system call, which takes about a fifth off the cost of a delivery (see
 * docs/performance.md). Confined to the connection's event loop.
 */
final class ChunkedBody {

    private static final String ENCODER = "httpEncoder";
    private static final byte[] LINE_END = "\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    /** An int in hexadecimal, and a line end. */
    private static final int ROOM_IN_FRONT = 8 + 2;

    private final ChannelHandlerContext encoder;

    private ChunkedBody(ChannelHandlerContext encoder) {
        this.encoder = encoder;
    }

    /** Empty for connections that do not speak HTTP/1.1. */
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

    /** Whether as much waits as should; asking the response would take its lock. */
    boolean isFull() {
        return !encoder.channel().isWritable();
    }

    /** How many bytes wait for the kernel to take them. */
    int waiting() {
        Channel channel = encoder.channel();
        WriteBufferWaterMark marks = channel.config().getWriteBufferWaterMark();
        long waiting = channel.isWritable()
                ? marks.high() - channel.bytesBeforeUnwritable()
                : marks.low() + channel.bytesBeforeWritable();
        return (int) Math.min(Integer.MAX_VALUE, waiting);
    }

    /** Writes what is in the buffer, not empty, as one piece, and flushes. */
    void write(ByteBuf piece) {
        int length = piece.readableBytes();
        piece.writeBytes(LINE_END);
        int start = piece.readerIndex() - LINE_END.length;
        piece.setBytes(start, LINE_END);
        for (int rest = length; rest > 0; rest >>>= 4) {
            start--;
            piece.setByte(start, HEX[rest & 15]);
        }
        // Whoever fails to take it is found out by the end of its connection.
        encoder.writeAndFlush(piece.readerIndex(start), encoder.voidPromise());
    }
}
