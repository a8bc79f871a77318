package dev.fleetcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.launchdarkly.eventsource.EventSource;
import com.launchdarkly.eventsource.MessageEvent;
import com.launchdarkly.eventsource.StreamException;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.SseParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The stream's bytes, in arbitrary pieces, read by an independent client library. */
@Tag("faults")
class ClientLibraryFaultIT {

    private static final int ENOUGH = 6_000;
    private static final int UNIT = 7;

    private final Cluster cluster = SharedCluster.cluster();
    private final String address = "http://127.0.0.1:" + cluster.ports().get(0);

    @Test
    void everyCutMakesTheSameEvents() throws IOException, InterruptedException {
        byte[] stream = recorded();
        List<MessageEvent> whole = read(new Pieces(stream, stream.length));
        assertThat(whole)
                .extracting(MessageEvent::getData)
                .isEqualTo(SseParser.parse(stream).stream()
                        .map(SseParser.Event::data)
                        .toList());
        assertThat(whole).hasSizeGreaterThan(5);

        for (int cut = 1; cut < stream.length; cut++) {
            assertThat(read(new Pieces(stream, cut))).as("cut at byte %d", cut).isEqualTo(whole);
        }
        assertThat(read(new Pieces(stream, 1, 1))).as("byte by byte").isEqualTo(whole);
    }

    /** The first event, snapshot, ready and live messages as received, up to the end of an event. */
    private byte[] recorded() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/sse/telemetry/connect"))
                .header("Accept", "text/event-stream")
                .build();
        HttpResponse<InputStream> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            byte[] bytes = body.readNBytes(1);
            SseParser parser = new SseParser();
            while (bytes.length < ENOUGH || bytes[bytes.length - 1] != '\n' || bytes[bytes.length - 2] != '\n') {
                byte[] next = body.readNBytes(1);
                int end = bytes.length;
                bytes = Arrays.copyOf(bytes, end + 1);
                bytes[end] = next[0];
                parser.take(bytes, end == 1 ? 0 : end, end + 1);
                if (parser.events().size() == 1 && bytes[end] == '\n' && bytes[end - 1] == '\n') {
                    follow(parser.events().get(0).data());
                    cluster.producer().pace(200);
                }
            }
            return bytes;
        } finally {
            cluster.producer().pace(0);
        }
    }

    private void follow(String greeting) {
        String streamId = new io.vertx.core.json.JsonObject(greeting).getString("stream_id");
        Api demo = Api.login(address, "demo");
        String token = demo.request()
                .baseUri(address)
                .get("/api/v1/monitoring/unit/" + UNIT)
                .path("data.token");
        demo.request()
                .baseUri(address)
                .post("/sse/telemetry/subscribe/" + streamId + "/" + token)
                .then()
                .statusCode(200);
    }

    private static List<MessageEvent> read(Pieces pieces) {
        List<MessageEvent> events = new ArrayList<>();
        try (EventSource source = new EventSource.Builder(pieces).build()) {
            source.start();
            while (true) {
                events.add(source.readMessage());
            }
        } catch (StreamException end) {
            return events;
        }
    }
}
