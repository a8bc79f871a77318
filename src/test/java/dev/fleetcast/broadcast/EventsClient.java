package dev.fleetcast.broadcast;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.SseParser;
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

/** A browser's {@code EventSource} on {@code /events}, without reconnection. */
final class EventsClient implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final HttpResponse<InputStream> response;
    private final List<SseParser.Event> events = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    private EventsClient(HttpResponse<InputStream> response) {
        this.response = response;
        Thread reader = new Thread(this::read, "events-client");
        reader.setDaemon(true);
        reader.start();
    }

    /** Connects to the application under test; {@code headers} are alternating names and values. */
    static EventsClient open(String query, String... headers) {
        return at(Api.base(), query, headers);
    }

    static EventsClient at(String address, String query, String... headers) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/events" + query))
                .header("Accept", "text/event-stream")
                .headers(headers)
                .build();
        try {
            return new EventsClient(HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<InputStream> response() {
        return response;
    }

    List<SseParser.Event> events() {
        return events;
    }

    List<String> contents() {
        return events.stream().map(SseParser.Event::data).toList();
    }

    SseParser.Event await(Predicate<SseParser.Event> wanted) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> events.stream().filter(wanted).findFirst(), found -> found.isPresent())
                .orElseThrow();
    }

    /** Waits for the event with that content. */
    SseParser.Event await(String content) {
        return await(event -> event.data().equals(content));
    }

    boolean hasEnded() {
        return ended;
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        SseParser parser = new SseParser(events::add);
        byte[] piece = new byte[8192];
        try (InputStream body = response.body()) {
            for (int length = body.read(piece); length >= 0; length = body.read(piece)) {
                parser.take(piece, 0, length);
            }
        } catch (IOException closed) {
            // Closed by the test or cut by the server.
        } finally {
            ended = true;
        }
    }
}
