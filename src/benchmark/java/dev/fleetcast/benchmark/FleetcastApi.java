package dev.fleetcast.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The calls that fill the registry of an empty deployment, and those of every dashboard. */
final class FleetcastApi {

    /** The first administrator. */
    static final String USERNAME = "benchmark";

    static final String PASSWORD = "a benchmark's password";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_ROWS = 10_000;
    /** How the data of an event of a device begins whose own data is a number. */
    private static final String DATA = "data: {\"data\":\"";

    private final int port;
    private final String address;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Map<Integer, String> tokens = new ConcurrentHashMap<>();
    private volatile String authorization = "";

    FleetcastApi(int port) {
        this.port = port;
        this.address = "http://127.0.0.1:" + port;
    }

    boolean isReady() {
        try {
            return send(request("/q/health/ready").GET().build()).statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** Adds units 1 to {@code units} of one client, and logs in as a user with access to them. */
    void register(int units) {
        login(USERNAME);
        post("/api/v1/admin/clients", "application/json", "{\"name\":\"Benchmark\"}");
        for (int first = 1; first <= units; first += MOST_ROWS) {
            importUnits(first, Math.min(units, first + MOST_ROWS - 1));
        }
        post("/api/v1/admin/users", "application/json", """
                {"username":"viewer","password":"%s","client_ids":[1]}""".formatted(PASSWORD));
        login("viewer");
    }

    int port() {
        return port;
    }

    /**
     * How an answer was read.
     *
     * @param firstNanos from the request to its first byte
     * @param wholeNanos to its last
     */
    record Reading(long firstNanos, long wholeNanos, long bytes) {}

    /** Reads the answer to its end. */
    Reading read(String path) {
        long begin = System.nanoTime();
        try {
            HttpResponse<InputStream> answer = http.send(request(path).GET().build(), BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200 || body.read() < 0) {
                    throw new IllegalStateException(path + " answered " + answer.statusCode());
                }
                long first = System.nanoTime() - begin;
                long bytes = 1 + body.transferTo(OutputStream.nullOutputStream());
                return new Reading(first, System.nanoTime() - begin, bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Follows these units on that stream. */
    void subscribe(String streamId, int[] units) {
        String body = Arrays.stream(units)
                .mapToObj(this::token)
                .collect(Collectors.joining("\",\"", "{\"tokens\":[\"", "\"]}"));
        post("/sse/telemetry/subscribe/" + streamId, "application/json", body);
    }

    /** Follows the area with these units, see {@link Places#area}, on that stream. */
    void followArea(String streamId, int[] units) {
        HttpRequest area = request("/sse/telemetry/area/" + streamId)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(Places.area(units)))
                .build();
        expectSuccess(send(area));
    }

    /** Answers a ping of the stream. */
    CompletableFuture<?> pong(String streamId) {
        HttpRequest pong = request("/sse/telemetry/pong/" + streamId)
                .POST(BodyPublishers.noBody())
                .build();
        return http.sendAsync(pong, BodyHandlers.discarding());
    }

    /** The same user at another replica. */
    FleetcastApi at(int port) {
        FleetcastApi other = new FleetcastApi(port);
        other.authorization = authorization;
        return other;
    }

    /** Publishes an event of devices with that number as its data. */
    void publishDeviceEvent(String name, int number) {
        post("/v1/devices/events", "application/json", "{\"name\":\"%s\",\"data\":%d}".formatted(name, number));
    }

    /** Follows such events, with their numbers; returns once the stream is open. */
    AutoCloseable followDeviceEvents(String name, IntConsumer numbers) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/v1/devices/events/" + name))
                .header("Authorization", authorization)
                .build();
        CountDownLatch open = new CountDownLatch(1);
        CompletableFuture<HttpResponse<Stream<String>>> response = http.sendAsync(request, BodyHandlers.ofLines());
        response.thenAcceptAsync(
                stream -> stream.body().forEach(line -> {
                    open.countDown();
                    if (line.startsWith(DATA)) {
                        numbers.accept(Integer.parseInt(line.substring(DATA.length(), line.indexOf("\",\"ttl\""))));
                    }
                }),
                task -> new Thread(task, "device-events").start());
        try {
            if (!open.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the stream of device events has not begun");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return () -> response.join().body().close();
    }

    private String token(int unit) {
        return tokens.computeIfAbsent(unit, number -> {
            HttpRequest request =
                    request("/api/v1/monitoring/unit/" + number).GET().build();
            return tree(expectSuccess(send(request))).at("/data/token").asText();
        });
    }

    private void login(String username) {
        HttpResponse<String> answer = post("/api/v1/auth/login", "application/json", """
                {"username":"%s","password":"%s"}""".formatted(username, PASSWORD));
        String header = answer.headers().firstValue("Authorization").orElseThrow();
        authorization = "Bearer " + header.substring("bearer ".length());
    }

    private void importUnits(int first, int last) {
        String rows = IntStream.rangeClosed(first, last)
                .mapToObj(unit -> "%d,1,Unit %04d".formatted(unit, unit))
                .collect(Collectors.joining("\n", "id,client_id,name\n", "\n"));
        post("/api/v1/admin/units/import", "text/csv", rows);
    }

    private HttpResponse<String> post(String path, String contentType, String body) {
        HttpRequest request = request(path)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body))
                .build();
        return expectSuccess(send(request));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(20));
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static HttpResponse<String> expectSuccess(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    answer.request().method() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer;
    }

    private static JsonNode tree(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
