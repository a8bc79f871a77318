package dev.fleetcast.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** An SSE connection of a test. */
public final class SseClient extends StreamClient {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpResponse<InputStream> response;
    private volatile boolean cut;

    private SseClient(HttpResponse<InputStream> response) {
        this.response = response;
        Thread reader = new Thread(this::read, "sse-client");
        reader.setDaemon(true);
        reader.start();
    }

    /** Connects; {@code headers} are names and values in turn. */
    public static SseClient connect(String url, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).header("Accept", "text/event-stream");
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new SseClient(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
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

    @Override
    public boolean isComplete() {
        return hasEnded() && !cut;
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
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            Pending pending = new Pending();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty()) {
                    pending.take(line);
                } else if (pending.data.length() > 0) {
                    received(pending.event());
                    pending = new Pending();
                }
            }
        } catch (IOException closed) {
            // The test has closed the connection, or the server has cut it.
            cut = true;
        } finally {
            ended();
        }
    }

    private static final class Pending {

        private final StringBuilder data = new StringBuilder();
        private String id;
        private Long retry;

        void take(String line) {
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
            switch (field) {
                case "" -> {}
                case "data" -> data.append(data.length() == 0 ? "" : "\n").append(value);
                case "id" -> id = value;
                case "retry" -> retry = Long.valueOf(value);
                default -> throw new IllegalStateException("unexpected field " + field);
            }
        }

        Event event() throws IOException {
            return new Event(id, retry, JSON.readTree(data.toString()));
        }
    }
}
