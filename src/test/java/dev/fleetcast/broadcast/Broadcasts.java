package dev.fleetcast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.testing.ChannelApi;
import dev.fleetcast.testing.PlainHttp;
import dev.fleetcast.testing.RawSseClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;

/** The broadcast server from its clients' view. */
final class Broadcasts {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] AS_JSON = {"Content-Type", "application/json"};

    /** A logged-in end user. */
    record Listener(String token, String id) {

        RawSseClient listen(String query) {
            return RawSseClient.open("/events" + query, "Authorization", "Bearer " + token);
        }

        /** The query parameter as the published client encodes it. */
        String inQuery() {
            return inQueryAs(id);
        }

        String inQueryAs(String claimed) {
            String json = text(Map.of("token", token, "id", claimed));
            return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        }
    }

    private Broadcasts() {}

    /** Logs in with a demo account as the end user with that id, or as the account itself for null. */
    static Listener login(String account, String id) {
        HttpResponse<String> response = tryLogin(account, id);
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode answer = PlainHttp.json(response);
        return new Listener(answer.get("token").asText(), answer.get("id").asText());
    }

    static HttpResponse<String> tryLogin(String account, String id) {
        ObjectNode body = JSON.createObjectNode().put("username", account).put("password", account);
        if (id != null) {
            body.put("id", id);
        }
        return PlainHttp.post("/login", body.toString(), AS_JSON);
    }

    /** Sends the broadcast built by {@code fields} and expects success. */
    static void send(Consumer<ObjectNode> fields) {
        ObjectNode broadcast = JSON.createObjectNode();
        fields.accept(broadcast);
        assertThat(trySend(broadcast.toString(), login("publisher", null)).statusCode())
                .isEqualTo(201);
    }

    static HttpResponse<String> trySend(String body, Listener sender) {
        return PlainHttp.post(
                "/broadcast", body, "Content-Type", "application/json", "Authorization", "Bearer " + sender.token());
    }

    /** A unique name. */
    static String fresh(String kind) {
        return kind + "-" + ChannelApi.fresh().name();
    }

    private static String text(Map<String, String> fields) {
        return JSON.valueToTree(fields).toString();
    }
}
