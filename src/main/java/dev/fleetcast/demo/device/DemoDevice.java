package dev.fleetcast.demo.device;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A simulated device. It keeps each event until Fleetcast has confirmed it, and publishes it again until then; it answers
 * its functions, reports its variables, and confirms the versions of a shared value. All its state belongs to one thread.
 */
final class DemoDevice {

    /** The value that the devices of the demo share. */
    static final String VALUE = "sse-examples-12";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONFIRMATION = "deliveryConf";
    private static final Duration AGAIN = Duration.ofSeconds(10);
    private static final Duration RECONNECT = Duration.ofSeconds(1);
    /** What the memory of a small device holds. */
    private static final int MAX_KEPT = 100;

    private final String coreid;
    private final Sensor sensor;
    private final DeviceLink link;
    private final ScheduledExecutorService thread;
    /** Events that are not confirmed, by their {@code ts}. */
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    private long lastTs;

    private static final class Kept {

        private final String body;
        private long sentAt;

        Kept(String body) {
            this.body = body;
        }
    }

    DemoDevice(String coreid, Sensor sensor, DeviceLink link, ScheduledExecutorService thread) {
        this.coreid = coreid;
        this.sensor = sensor;
        this.link = link;
        this.thread = thread;
    }

    /** Opens its streams, and opens them again whenever they end. */
    void connect() {
        follow("/v1/devices/" + coreid + "/commands?functions=" + String.join(",", sensor.functions()), this::command);
        follow("/feed/values/" + VALUE, this::version);
    }

    /** Measures once, publishes that, and publishes again what was not confirmed. */
    void measure() {
        ObjectNode data = JSON.createObjectNode().put("ts", nextTs());
        sensor.measure(data);
        keep(data);
        report();
        kept.values().stream()
                .filter(event -> System.nanoTime() - event.sentAt > AGAIN.toNanos())
                .forEach(this::send);
    }

    /** Sets the value that all devices share. */
    void share(int value) {
        publish(VALUE + "-set", JSON.createObjectNode().put("value", value).toString());
    }

    /** The number of its events that Fleetcast has not confirmed. */
    int unconfirmed() {
        return kept.size();
    }

    private void keep(ObjectNode data) {
        if (kept.size() >= MAX_KEPT) {
            kept.remove(kept.keySet().iterator().next());
        }
        Kept event = new Kept(body(sensor.event(), data.toString()));
        kept.put(data.get("ts").asText(), event);
        send(event);
    }

    private void send(Kept event) {
        event.sentAt = System.nanoTime();
        link.post("/v1/devices/events", event.body);
    }

    private void publish(String name, String data) {
        link.post("/v1/devices/events", body(name, data));
    }

    private void report() {
        ObjectNode variables = JSON.createObjectNode();
        sensor.report(variables);
        link.post("/v1/devices/" + coreid + "/variables", variables.toString());
    }

    private void follow(String path, Consumer<String> take) {
        if (thread.isShutdown()) {
            return;
        }
        link.follow(path, line -> execute(() -> take.accept(line))).whenComplete((ended, cut) -> {
            if (!thread.isShutdown()) {
                thread.schedule(() -> follow(path, take), RECONNECT.toMillis(), TimeUnit.MILLISECONDS);
            }
        });
    }

    private void execute(Runnable work) {
        if (!thread.isShutdown()) {
            thread.execute(work);
        }
    }

    /** A line of the stream of commands. */
    private void command(String line) {
        if (!line.startsWith("data: ")) {
            return;
        }
        JsonNode command = json(line.substring("data: ".length()));
        String function = command.path("function").asText();
        String arg = command.path("arg").asText();
        OptionalInt returned = OptionalInt.of(0);
        if (function.equals(CONFIRMATION)) {
            kept.remove(arg);
        } else {
            returned = sensor.call(function, arg);
        }
        ObjectNode answer = JSON.createObjectNode();
        returned.ifPresentOrElse(
                value -> answer.put("return_value", value),
                () -> answer.put("error", "cannot do that with this argument"));
        link.post(
                "/v1/devices/" + coreid + "/commands/"
                        + command.path("command_id").asText(),
                answer.toString());
    }

    /** A line of the feed of the shared value, whose id is the version. */
    private void version(String line) {
        if (line.startsWith("id: ")) {
            link.post("/api/v1/values/" + VALUE + "/devices", "{\"version\":" + line.substring("id: ".length()) + "}");
        }
    }

    /** The time in milliseconds, different for each event. */
    private long nextTs() {
        lastTs = Math.max(System.currentTimeMillis(), lastTs + 1);
        return lastTs;
    }

    private static String body(String name, String data) {
        return JSON.createObjectNode().put("name", name).put("data", data).toString();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
