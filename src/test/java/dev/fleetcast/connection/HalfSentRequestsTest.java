package dev.fleetcast.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.access.ShortLives;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.RawRequest;
import dev.fleetcast.testing.SseClient;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that begin a request and never finish it. */
@QuarkusTest
@TestProfile(ShortLives.class)
class HalfSentRequestsTest {

    private static final int CONNECTIONS = 500;
    private static final int PATIENCE_MILLIS = 20_000;
    /** Kubernetes waits one second; a machine busy with other tests gets another. */
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void costTheirOwnConnectionOnly() throws IOException {
        for (int i = 0; i < CONNECTIONS; i++) {
            begin("GET /sse/telemetry/connect HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
        }

        Api demo = Api.login("demo");
        try (SseClient stream = Api.connect()) {
            demo.follow(stream.streamId(), 1);
            assertThat(stream.await("ready")).isNotNull();
        }
    }

    @Test
    void areCutOff() throws IOException {
        List<Socket> begun = List.of(
                begin(""),
                begin("POST /api/v1/auth/login HTTP/1.1\r\nHost: loc"),
                begin("POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 1000\r\n\r\n{\"username\":"));

        for (Socket socket : begun) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            assertThat(endsBeforeTheTimeout(socket)).isTrue();
        }
    }

    /** From one address and from many. */
    @ParameterizedTest
    @CsvSource({"'', 1", "'', 200", "GET / HTTP/1.1, 1", "GET / HTTP/1.1, 200"})
    void leaveRoomForProbes(String begun, int addresses) throws IOException {
        assertThat(RawRequest.status("GET", "/q/health/live")).isEqualTo(200);
        for (int i = 0; i < CONNECTIONS; i++) {
            begin(begun, "127.0.1." + (1 + i % addresses));
            if (i % 20 == 0) {
                assertProbeIsAnswered();
            }
        }
        assertProbeIsAnswered();
    }

    private void assertProbeIsAnswered() throws IOException {
        long asked = System.nanoTime();
        Socket probe =
                begin("GET /q/health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "127.0.0.1");
        probe.setSoTimeout(PATIENCE_MILLIS);
        String answer = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        probe.close();
        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(PROBE_TIMEOUT);
    }

    private Socket begin(String request) throws IOException {
        return begin(request, "127.0.0.1");
    }

    private Socket begin(String request, String from) throws IOException {
        URI server = URI.create(Api.base());
        Socket socket = new Socket("127.0.0.1", server.getPort(), InetAddress.getByName(from), 0);
        sockets.add(socket);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Accepts the end of the stream or a reset; a read that takes too long fails the test. */
    private static boolean endsBeforeTheTimeout(Socket socket) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketException reset) {
            return true;
        }
    }
}
