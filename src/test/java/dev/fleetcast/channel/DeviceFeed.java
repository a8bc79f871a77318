package dev.fleetcast.channel;

import dev.fleetcast.testing.SseParser;
import dev.fleetcast.testing.SseParser.Event;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A device that follows channels and records its events. */
public final class DeviceFeed implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final InputStream body;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final SseParser parser = new SseParser(events::add);
    private int read;

    private DeviceFeed(InputStream body) {
        this.body = body;
        Thread reader = new Thread(this::read, "device-feed");
        reader.setDaemon(true);
        reader.start();
    }

    /** Follows; {@code headers} are alternating names and values. */
    public static DeviceFeed follow(String url, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).header("Accept", "text/event-stream");
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<InputStream> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("answered with " + response.statusCode());
            }
            return new DeviceFeed(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All events received so far. */
    public List<Event> events() {
        return events;
    }

    /** The data of all channel events received so far. */
    List<String> data() {
        return events.stream()
                .filter(event -> !event.type().equals("presence"))
                .map(Event::data)
                .toList();
    }

    /** Waits for the next event, after the last one returned, that matches {@code wanted}. */
    public Event await(Predicate<Event> wanted) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            while (read < events.size()) {
                if (wanted.test(events.get(read++))) {
                    return true;
                }
            }
            return false;
        });
        return events.get(read - 1);
    }

    /** Waits for the next event with that data. */
    public Event await(String data) {
        return await(event -> event.data().equals(data));
    }

    /** Waits for the next presence event. */
    public JsonPath awaitPresence() {
        return JsonPath.from(await(event -> event.type().equals("presence")).data());
    }

    @Override
    public void close() {
        hangUp();
    }

    /** Closes the connection. */
    public void hangUp() {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        byte[] piece = new byte[8_192];
        try {
            for (int size = body.read(piece); size >= 0; size = body.read(piece)) {
                parser.take(piece, 0, size);
            }
        } catch (IOException closed) {
            // Closed by the test or cut by the server.
            return;
        }
    }
}
