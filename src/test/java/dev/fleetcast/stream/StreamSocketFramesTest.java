package dev.fleetcast.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.SocketClient;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The connection of a WebSocket, frame by frame. */
@QuarkusTest
@TestProfile(StreamLifeTest.ShortTimes.class)
class StreamSocketFramesTest {

    private static final String PATH = "/ws/telemetry/connect";
    private static final byte[] CLOSE_1009 = {0x03, (byte) 0xF1};
    private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    @Test
    void commandSentAtOnceIsAnsweredAfterTheFirstEvent() throws IOException {
        byte[] command = "{}".getBytes(StandardCharsets.US_ASCII);
        try (Socket raw = new Socket("localhost", RestAssured.port)) {
            raw.setSoTimeout(30_000);
            upgrade(raw, "");
            // A text frame with a mask of zeros.
            raw.getOutputStream().write(new byte[] {(byte) 0x81, (byte) (0x80 | command.length), 0, 0, 0, 0});
            raw.getOutputStream().write(command);

            StringBuilder frames = new StringBuilder();
            while (frames.indexOf("\"reply\"") < 0) {
                frames.append((char) next(raw));
            }
            assertThat(frames.indexOf("\"stream_id\"")).isBetween(0, frames.indexOf("\"reply\""));
        }
    }

    @Test
    void tooLargeMessageOfSmallFramesClosesTheConnection() {
        try (SocketClient socket = SocketClient.connect(Api.base() + PATH)) {
            socket.streamId();

            // The client sends it in frames of 16 KB, and may find the connection closed in between.
            catchThrowable(() -> socket.send("x".repeat(70_000)));

            Awaitility.await().until(socket::hasEnded);
            assertThat(socket.closeStatus()).isEqualTo(1009);
        }
    }

    @Test
    void tooLargeFrameClosesTheConnectionBeforeItIsSent() throws IOException {
        try (Socket raw = new Socket("localhost", RestAssured.port)) {
            raw.setSoTimeout(30_000);
            upgrade(raw, "");
            DataOutputStream frame = new DataOutputStream(raw.getOutputStream());
            frame.writeShort(0x81FF);
            frame.writeLong(64 * 1024 + 1);
            frame.writeInt(0);
            frame.write(new byte[1_000]);
            frame.flush();

            assertThat(rest(raw.getInputStream())).containsSequence(CLOSE_1009);
        }
    }

    @Test
    void compressionIsNotOffered() throws IOException {
        try (Socket raw = new Socket("localhost", RestAssured.port)) {
            raw.setSoTimeout(30_000);

            assertThat(upgrade(raw, "Sec-WebSocket-Extensions: permessage-deflate\r\n"))
                    .startsWith("HTTP/1.1 101")
                    .doesNotContainIgnoringCase("permessage-deflate");
        }
    }

    /** Opens a WebSocket; the head of the response. */
    private static String upgrade(Socket raw, String header) throws IOException {
        raw.getOutputStream()
                .write(("GET " + PATH + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                                + "Sec-WebSocket-Version: 13\r\n" + KEY + header + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            head.write(next(raw));
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    private static int next(Socket raw) throws IOException {
        int next = raw.getInputStream().read();
        assertThat(next).as("the connection is open").isNotNegative();
        return next;
    }

    /** Everything until the server closes the connection. */
    private static byte[] rest(InputStream connection) throws IOException {
        try {
            return connection.readAllBytes();
        } catch (SocketException reset) {
            return new byte[0];
        }
    }
}
