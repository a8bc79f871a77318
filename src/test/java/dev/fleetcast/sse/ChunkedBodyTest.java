package dev.fleetcast.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkedBodyTest {

    private static final String ENCODER = "httpEncoder";

    private final EmbeddedChannel channel = new EmbeddedChannel();

    @ParameterizedTest
    @CsvSource({"1,1", "9,9", "10,a", "15,f", "16,10", "255,ff", "256,100", "4095,fff", "32768,8000", "1048576,100000"})
    void pieceIsFramedWithItsLengthInHexadecimal(int length, String hex) {
        channel.pipeline().addLast(ENCODER, new HttpResponseEncoder());
        String events = "x".repeat(length);

        write(events, length);

        assertThat(written()).isEqualTo(hex + "\r\n" + events + "\r\n");
    }

    @Test
    void bufferThatWasTakenTooSmallGrows() {
        channel.pipeline().addLast(ENCODER, new HttpResponseEncoder());

        write("data: too long\n\n", 1);

        assertThat(written()).isEqualTo("10\r\ndata: too long\n\n\r\n");
    }

    @Test
    void handlersBelowTheEncoderStillSeeIt() {
        channel.pipeline().addLast("tls", new ChannelOutboundHandlerAdapter() {
            @Override
            public void write(ChannelHandlerContext context, Object piece, ChannelPromise promise) {
                ByteBuf clear = (ByteBuf) piece;
                ByteBuf sealed = context.alloc().buffer().writeBytes(new byte[clear.readableBytes()]);
                clear.release();
                context.write(sealed, promise);
            }
        });
        channel.pipeline().addLast(ENCODER, new HttpResponseEncoder());

        write("abc", 3);

        assertThat(written()).isEqualTo("\0".repeat("3\r\nabc\r\n".length()));
    }

    @Test
    void whatTheKernelHasTakenIsTold() {
        Deque<Runnable> waiting = new ArrayDeque<>();
        channel.pipeline().addLast("slow", new ChannelOutboundHandlerAdapter() {
            @Override
            public void write(ChannelHandlerContext context, Object piece, ChannelPromise promise) {
                waiting.add(() -> context.writeAndFlush(piece, promise));
            }
        });
        channel.pipeline().addLast(ENCODER, new HttpResponseEncoder());
        AtomicBoolean taken = new AtomicBoolean();
        write("abc", 3);

        ChunkedBody.of(channel.pipeline()).orElseThrow().onTaken(() -> taken.set(true));

        waiting.remove().run();
        assertThat(taken).isFalse();
        waiting.remove().run();
        assertThat(taken).isTrue();
        assertThat(written()).isEqualTo("3\r\nabc\r\n");
    }

    @Test
    void connectionWithoutTheEncoderHasNone() {
        assertThat(ChunkedBody.of(channel.pipeline())).isEmpty();
    }

    private void write(String events, int expectedBytes) {
        ChunkedBody body = ChunkedBody.of(channel.pipeline()).orElseThrow();
        body.write(body.buffer(expectedBytes).writeBytes(events.getBytes(StandardCharsets.US_ASCII)));
    }

    private String written() {
        ByteBuf piece = channel.readOutbound();
        try {
            return piece.toString(StandardCharsets.US_ASCII);
        } finally {
            assertThat(piece.release()).isTrue();
        }
    }
}
