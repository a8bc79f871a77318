package dev.fleetcast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.StreamClient;
import dev.fleetcast.testing.Transport;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Clients that stop reading their connections, beside others that read. */
@QuarkusTest
class SlowConnectionTest {

    private static final Pattern STREAM_ID = Pattern.compile("\"stream_id\":\"([^\"]+)\"");
    private static final int UNIT = 90;
    /** More than the queue of a client and the buffers of its connection hold. */
    private static final int MESSAGES = 300;

    private static final String FILLER = "x".repeat(20_000);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    MeterRegistry meters;

    @Test
    void isEndedAndTheOthersMissNothing() throws IOException {
        Api demo = Api.login("demo");
        double endedBefore = ended();
        try (Feed feed = new Feed(bootstrapServers);
                StreamClient fastEvents = Transport.SSE.connect("");
                StreamClient fastFrames = Transport.WEBSOCKET.connect("");
                Socket slowEvents = new Socket();
                Socket slowFrames = new Socket()) {
            demo.follow(fastEvents.streamId(), UNIT);
            demo.follow(fastFrames.streamId(), UNIT);
            demo.follow(streamIdOf(slowEvents, Transport.SSE), UNIT);
            demo.follow(streamIdOf(slowFrames, Transport.WEBSOCKET), UNIT);
            List<Integer> sent = new ArrayList<>();
            for (int i = 0; i < MESSAGES; i++) {
                feed.send(
                        String.valueOf(UNIT),
                        Feed.gps(Instant.now(), 30.5).replaceFirst("\\{", "{\"filler\":\"" + FILLER + "\","));
                sent.add(Feed.lastSequence());
            }

            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> ended() >= endedBefore + 2);

            for (StreamClient fast : List.of(fastEvents, fastFrames)) {
                fast.await(event -> sequence(event) == sent.get(MESSAGES - 1));
                assertThat(fast.events().stream().filter(event -> event.is("gps")))
                        .extracting(SlowConnectionTest::sequence)
                        .endsWith(sent.toArray(Integer[]::new));
                assertThat(fast.hasEnded()).isFalse();
            }
        }
        Awaitility.await()
                .until(() -> meters.get("fleetcast.stream.queue.depth").gauge().value() == 0);
    }

    /** Opens a stream with a small buffer, and reads no more than the first event. */
    private static String streamIdOf(Socket socket, Transport transport) throws IOException {
        socket.setReceiveBufferSize(8 * 1024);
        socket.setSoTimeout(30_000);
        socket.connect(new InetSocketAddress("localhost", RestAssured.port));
        String kind = transport == Transport.SSE
                ? "GET /sse/telemetry/connect HTTP/1.1\r\nAccept: text/event-stream\r\n"
                : "GET /ws/telemetry/connect HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        socket.getOutputStream().write((kind + "Host: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        StringBuilder read = new StringBuilder();
        Matcher id = STREAM_ID.matcher(read);
        while (!id.reset().find()) {
            int next = socket.getInputStream().read();
            assertThat(next).as("the connection is open").isNotNegative();
            read.append((char) next);
        }
        return id.group(1);
    }

    private double ended() {
        return meters.get("fleetcast.streams.ended")
                .tag("reason", "slow")
                .counter()
                .count();
    }

    private static int sequence(StreamClient.Event event) {
        return event.data().at("/telemetry/seq_no").asInt();
    }
}
