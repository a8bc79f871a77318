package dev.fleetcast.faults;

import dev.fleetcast.demo.embedded.EmbeddedPostgreSql;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A device that publishes events and sends each of them again until it is confirmed, as firmware with a queue in
 * retained memory does. It takes confirmations from its command stream, and asks the database at once whether the event
 * is there. Has two threads of its own.
 */
final class ConfirmedDevice implements AutoCloseable {

    /** A device may publish ten events a second. */
    static final Duration QUICK = Duration.ofMillis(150);

    private static final Duration AGAIN = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    private final String address;
    private final long unit;
    private final String token;
    private final String name;
    private final Duration pace;
    private final Supplier<EmbeddedPostgreSql> database;
    /** When each event that is not confirmed was published last, by its ts. */
    private final Map<Integer, Long> unconfirmed = new ConcurrentHashMap<>();

    private final Map<Integer, Boolean> foundAtConfirmation = new ConcurrentHashMap<>();
    /** Of the thread that listens; null until the first look. */
    private Connection connection;

    private volatile boolean closed;
    private volatile long accepted;

    /**
     * @param address of the deployment
     * @param name of its events, whose data has a ts from 0 to {@code events - 1}
     * @param pace between two of them
     */
    ConfirmedDevice(
            String address,
            long unit,
            String token,
            String name,
            int events,
            Duration pace,
            Supplier<EmbeddedPostgreSql> database) {
        this.address = address;
        this.unit = unit;
        this.token = token;
        this.name = name;
        this.pace = pace;
        this.database = database;
        for (int ts = 0; ts < events; ts++) {
            unconfirmed.put(ts, 0L);
        }
    }

    void start() {
        thread("publisher", this::publishAll);
        thread("listener", this::listen);
    }

    boolean isDone() {
        return unconfirmed.isEmpty();
    }

    /** How often Fleetcast has accepted one of its events. */
    long accepted() {
        return accepted;
    }

    /** The number of events that were confirmed although the database did not have them. */
    long confirmedTooEarly() {
        return foundAtConfirmation.values().stream().filter(found -> !found).count();
    }

    @Override
    public void close() {
        closed = true;
    }

    private void thread(String role, Runnable work) {
        Thread thread = new Thread(work, name + "-" + unit + "-" + role);
        thread.setDaemon(true);
        thread.start();
    }

    private void publishAll() {
        while (!closed && !isDone()) {
            Map<Integer, Long> waiting = new LinkedHashMap<>(unconfirmed);
            long now = System.nanoTime();
            waiting.forEach((ts, last) -> {
                if (!closed && (last == 0 || now - last > AGAIN.toNanos())) {
                    publish(ts);
                    Waiting.during(pace);
                }
            });
            Waiting.during(QUICK);
        }
    }

    private void publish(int ts) {
        String data = new JsonObject().put("ts", ts).put("unit", unit).encode();
        HttpRequest request = request("/v1/devices/events")
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        new JsonObject().put("name", name).put("data", data).encode()))
                .build();
        try {
            if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                accepted++;
                unconfirmed.computeIfPresent(ts, (same, before) -> System.nanoTime());
            }
        } catch (IOException away) {
            // Sent again.
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        try {
            listenUntilClosed();
        } finally {
            disconnect();
        }
    }

    private void listenUntilClosed() {
        while (!closed) {
            try {
                HttpResponse<Stream<String>> commands = http.send(
                        request("/v1/devices/" + unit + "/commands").GET().build(), BodyHandlers.ofLines());
                try (Stream<String> lines = commands.body()) {
                    for (Iterator<String> each = lines.iterator(); !closed && each.hasNext(); ) {
                        take(each.next());
                    }
                }
            } catch (IOException | RuntimeException cut) {
                // Connects again.
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return;
            }
            Waiting.during(QUICK);
        }
    }

    private void take(String line) {
        if (line.startsWith("data: ")) {
            JsonObject call = new JsonObject(line.substring("data: ".length()));
            if (call.getString("function").equals("deliveryConf")) {
                int ts = Integer.parseInt(call.getString("arg"));
                if (unconfirmed.containsKey(ts)) {
                    look(ts);
                    unconfirmed.remove(ts);
                }
            }
        }
    }

    private void look(int ts) {
        try (PreparedStatement count = connection()
                .prepareStatement("select count(*) from device_event where name = ? and ts = ?"
                        + " and (data::jsonb ->> 'unit')::bigint = ?")) {
            count.setString(1, name);
            count.setString(2, String.valueOf(ts));
            count.setLong(3, unit);
            try (ResultSet rows = count.executeQuery()) {
                rows.next();
                foundAtConfirmation.put(ts, rows.getLong(1) == 1);
            }
        } catch (SQLException away) {
            // The database is down: the event is looked for at the end.
        }
    }

    /** One for all looks: a new one each time takes more of the machine than the product. */
    private Connection connection() throws SQLException {
        if (connection == null || !connection.isValid(1)) {
            disconnect();
            connection = DriverManager.getConnection(
                    database.get().jdbcUrl(),
                    database.get().username(),
                    database.get().password());
        }
        return connection;
    }

    private void disconnect() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException away) {
            // It is closed already.
        }
        connection = null;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).header("Authorization", "Bearer " + token);
    }
}
