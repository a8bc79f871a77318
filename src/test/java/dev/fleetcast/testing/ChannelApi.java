package dev.fleetcast.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A channel as its publishers, followers and administrators use it. */
public final class ChannelApi {

    /** The media type of structured events. */
    public static final String STRUCTURED = "application/vnd.fleetcast.event+json";

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty for the application under test, whose address is unknown before a test runs. */
    private final String base;

    private final String name;

    private ChannelApi(String base, String name) {
        this.base = base;
        this.name = name;
    }

    /** A new public channel. */
    public static ChannelApi fresh() {
        return freshAt("");
    }

    /** As {@link #fresh}, at that address. */
    public static ChannelApi freshAt(String base) {
        return new ChannelApi(base, "CHANNEL_" + RegistryFixture.number());
    }

    /** A channel of any name. */
    public static ChannelApi named(String name) {
        return new ChannelApi("", name);
    }

    public String name() {
        return name;
    }

    /** Pushes data and expects success. */
    public void push(String data) {
        assertThat(tryPush(data).statusCode()).isEqualTo(204);
    }

    /** Pushes data. */
    public HttpResponse<String> tryPush(String data, String... headers) {
        return PlainHttp.post(base + "/push/" + name, data, headers);
    }

    /** Pushes an event with its own id and expects success. */
    public void push(String id, String data) {
        assertThat(tryPush(event -> event.put("id", id).put("data", data)).statusCode())
                .isEqualTo(204);
    }

    /** Pushes the event with these {@code fields}. */
    public HttpResponse<String> tryPush(Consumer<ObjectNode> fields) {
        ObjectNode event = JSON.createObjectNode();
        fields.accept(event);
        return tryPush(event.toString(), "Content-Type", STRUCTURED);
    }

    /** Follows the channel; {@code query} is appended to the path. */
    public RawSseClient follow(String query, String... headers) {
        return RawSseClient.open(base + "/feed/" + name + query, headers);
    }

    /** Confirms an event as scripts do. */
    public HttpResponse<String> confirm(String device, String id, String status) {
        return feedback("status=" + encoded(status), "device", device, "Last-Event-ID", id);
    }

    /** Posts a form to the path of confirmations. */
    public HttpResponse<String> feedback(String form, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = FORM;
        return PlainHttp.post(base + "/feedback/" + name, form, all);
    }

    /** The state of an event's receipts, by device. */
    public Map<String, JsonNode> receipts(String id, Api login) {
        HttpResponse<String> response = tryReceipts(id, login);
        assertThat(response.statusCode()).isEqualTo(200);
        Map<String, JsonNode> receipts = new HashMap<>();
        PlainHttp.json(response).get("data").forEach(receipt -> {
            assertThat(receipts.put(receipt.get("device").asText(), receipt)).isNull();
        });
        return receipts;
    }

    /** Requests an event's receipts. */
    public HttpResponse<String> tryReceipts(String id, Api login) {
        return PlainHttp.get(
                base + "/api/v1/channels/" + name + "/events/" + encoded(id) + "/receipts",
                "Authorization",
                "Bearer " + login.token());
    }

    /** The response of {@code /admin/<what>} to an administrator. */
    public JsonNode admin(String what, Api admin) {
        HttpResponse<String> response =
                PlainHttp.get(base + "/admin/" + what, "Authorization", "Bearer " + admin.token());
        assertThat(response.statusCode()).isEqualTo(200);
        return PlainHttp.json(response);
    }

    /** The data of the channel's events, oldest first. */
    public JsonNode events(Api admin) {
        return admin("events/" + name, admin);
    }

    /** The devices on the channel, with the last action of each. */
    public JsonNode devices(Api admin) {
        return admin("devices/" + name, admin);
    }

    /** The number of connections that follow the channel. */
    public int connections(Api admin) {
        return admin("connections", admin).path(name).asInt();
    }

    /** Encoded as a part of a path or a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
