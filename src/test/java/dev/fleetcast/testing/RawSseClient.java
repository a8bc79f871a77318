package dev.fleetcast.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/**
 * An SSE connection that keeps all events, of any name and content, as a browser would dispatch them, and their raw
 * bytes. Safe for use by the test's thread and its own.
 */
public final class RawSseClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private final HttpResponse<InputStream> response;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<SseParser.Event> events = new ArrayList<>();
    private final SseParser parser = new SseParser(events::add);
    private boolean ended;
    private boolean cut;
    private int awaited;

    private RawSseClient(HttpResponse<InputStream> response) {
        this.response = response;
        Thread reader = new Thread(this::read, "raw-sse-client");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Connects, and returns when the response headers have arrived.
     *
     * @param target an address, or a path of the application under test
     * @param headers names and values in turn
     */
    public static RawSseClient open(String target, String... headers) {
        URI address = URI.create(target.startsWith("/") ? Api.base() + target : target);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(PATIENCE).header("Accept", "text/event-stream");
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new RawSseClient(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Status and headers of the response. */
    public HttpResponse<InputStream> response() {
        return response;
    }

    /** All events so far. */
    public synchronized List<SseParser.Event> events() {
        return List.copyOf(events);
    }

    /** The data of all events so far. */
    public List<String> data() {
        return events().stream().map(SseParser.Event::data).toList();
    }

    /** All raw text so far. */
    public synchronized String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** What a browser would send as {@code Last-Event-ID} now. */
    public synchronized String lastEventId() {
        return parser.lastEventId();
    }

    /** Comment lines so far, without their colon. */
    public List<String> comments() {
        return text().lines()
                .filter(line -> line.startsWith(":"))
                .map(line -> line.substring(1))
                .toList();
    }

    /** Whether the response has ended in any way. */
    public synchronized boolean hasEnded() {
        return ended;
    }

    /** Whether the response has ended properly. */
    public synchronized boolean isComplete() {
        return ended && !cut;
    }

    /** Waits for the next event, after the one returned last, for which {@code wanted} holds. */
    public SseParser.Event await(Predicate<SseParser.Event> wanted) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> found(wanted));
        return events().get(awaited - 1);
    }

    /** Waits for the next event with that data. */
    public SseParser.Event await(String data) {
        return await(event -> event.data().equals(data));
    }

    /** Waits for the next event. */
    public SseParser.Event awaitNext() {
        return await(any -> true);
    }

    /** Waits until the response is over. */
    public void awaitEnd() {
        Awaitility.await().atMost(PATIENCE).until(this::hasEnded);
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized boolean found(Predicate<SseParser.Event> wanted) {
        while (awaited < events.size()) {
            if (wanted.test(events.get(awaited++))) {
                return true;
            }
        }
        return false;
    }

    private void read() {
        byte[] piece = new byte[16 * 1024];
        try (InputStream body = response.body()) {
            for (int length = body.read(piece); length >= 0; length = body.read(piece)) {
                take(piece, length);
            }
        } catch (IOException closed) {
            // The test has closed the connection, or the server has cut it.
            over(true);
        } finally {
            over(false);
        }
    }

    private synchronized void take(byte[] piece, int length) {
        bytes.write(piece, 0, length);
        parser.take(piece, 0, length);
    }

    private synchronized void over(boolean wasCut) {
        ended = true;
        cut |= wasCut;
    }
}
