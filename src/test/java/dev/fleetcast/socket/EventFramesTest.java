package dev.fleetcast.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames as an independent decoder reads them. */
class EventFramesTest {

    private final EventFrames translation = new EventFrames();

    @Test
    void idIsTheFirstMemberOfTheData() {
        assertThat(frames("id: a.b.c\ndata: {\"type\":\"ready\",\"unit_id\":1}\n\n"))
                .containsExactly("{\"id\":\"a.b.c\",\"type\":\"ready\",\"unit_id\":1}");
    }

    @Test
    void eventWithoutIdIsItsData() {
        assertThat(frames("data: {\"type\":\"ping\"}\n\n")).containsExactly("{\"type\":\"ping\"}");
    }

    @Test
    void eachEventOfAPieceIsOneFrame() {
        assertThat(frames("retry: 1000\ndata: {\"a\":1}\n\n: waiting\n\nid: x\ndata: {\"b\":2}\n\ndata: {\"c\":3}\n\n"))
                .containsExactly("{\"a\":1}", "{\"id\":\"x\",\"b\":2}", "{\"c\":3}");
    }

    @Test
    void idWithoutDataIsPassedOn() {
        assertThat(frames("id: x\n\n")).containsExactly("{\"id\":\"x\",\"type\":\"id\"}");
    }

    @Test
    void commentsHaveNoFrame() {
        assertThat(frames(": waiting\n\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {110, 111, 112, 113, 114, 65_520, 65_530, 65_531, 65_540, 200_000})
    void everyLengthIsEncoded(int length) {
        String text = "é".repeat(length / 2);

        assertThat(frames("id: x\ndata: {\"text\":\"" + text + "\"}\n\n"))
                .containsExactly("{\"id\":\"x\",\"text\":\"" + text + "\"}");
    }

    @Test
    void reasonOfTheLastByeIsKnown() {
        assertThat(translation.farewell()).isEmpty();

        frames("retry: 5\ndata: {\"type\":\"bye\",\"reason\":\"pong_timeout\",\"reconnect\":true,\"retry_ms\":5}\n\n");

        assertThat(translation.farewell()).isEqualTo("pong_timeout");
    }

    private List<String> frames(String events) {
        ByteBuf frames = Unpooled.buffer();
        translation.translate(Unpooled.copiedBuffer(events, StandardCharsets.UTF_8), frames);
        EmbeddedChannel client = new EmbeddedChannel(new WebSocket13FrameDecoder(false, false, 1_000_000));
        client.writeInbound(frames);
        List<String> read = new ArrayList<>();
        for (TextWebSocketFrame frame = client.readInbound(); frame != null; frame = client.readInbound()) {
            assertThat(frame.isFinalFragment()).isTrue();
            read.add(frame.text());
            frame.release();
        }
        return read;
    }
}
