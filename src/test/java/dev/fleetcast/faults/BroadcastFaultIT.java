package dev.fleetcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.testing.PlainHttp;
import dev.fleetcast.testing.RawSseClient;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Broadcasts and the replicas their listeners happen to be on. */
@Tag("faults")
class BroadcastFaultIT {

    private static final String USER = "user-of-two-replicas";

    private final Cluster cluster = SharedCluster.cluster();

    @Test
    void disconnectedListenerContinuesAtAnotherReplicaWithItsNotifications() {
        String token = login(1, "demo", USER);
        String seen;
        try (RawSseClient here = listen(0, token, "");
                RawSseClient there = listen(1, token, "")) {
            broadcast(0, "{\"content\":\"to all\"}");
            broadcast(1, "{\"content\":\"to one\",\"user\":\"" + USER + "\"}");
            broadcast(0, "{\"content\":\"to another user\",\"user\":\"no-such-user\"}");
            broadcast(1, "{\"content\":\"end\"}");
            here.await("end");
            seen = there.await("end").id();

            assertThat(here.data()).containsExactly("to all", "to one", "end");
            assertThat(there.data()).isEqualTo(here.data());
        }
        broadcast(0, "{\"content\":\"missed\",\"user\":\"" + USER + "\"}");

        try (RawSseClient back = listen(0, token, seen)) {
            back.await("missed");

            assertThat(back.data()).containsExactly("missed");
        }
        Waiting.until(
                "the notification is kept",
                Duration.ofSeconds(10),
                () -> newest(0, token).path("content").asText().equals("missed"));
        String id = newest(0, token).get("id").asText();
        assertThat(PlainHttp.post(at(0) + "/api/v1/notifications/" + id + "/read", "", bearer(token))
                        .statusCode())
                .isEqualTo(204);
        assertThat(newest(1, token).get("read").asBoolean()).isTrue();
    }

    private RawSseClient listen(int replica, String token, String lastEventId) {
        String[] headers = lastEventId.isEmpty()
                ? bearer(token)
                : new String[] {"Authorization", "Bearer " + token, "Last-Event-ID", lastEventId};
        return RawSseClient.open(at(replica) + "/events?type=sse", headers);
    }

    private void broadcast(int replica, String body) {
        assertThat(PlainHttp.post(
                                at(replica) + "/broadcast",
                                body,
                                "Content-Type",
                                "application/json",
                                "Authorization",
                                "Bearer " + login(replica, "publisher", null))
                        .statusCode())
                .isEqualTo(201);
    }

    private String login(int replica, String account, String id) {
        String chosen = id == null ? "" : ",\"id\":\"" + id + "\"";
        String body = "{\"username\":\"%1$s\",\"password\":\"%1$s\"%2$s}".formatted(account, chosen);
        return PlainHttp.json(PlainHttp.post(at(replica) + "/login", body, "Content-Type", "application/json"))
                .get("token")
                .asText();
    }

    private JsonNode newest(int replica, String token) {
        return PlainHttp.json(PlainHttp.get(at(replica) + "/api/v1/notifications", bearer(token)))
                .path("data")
                .path(0);
    }

    private String at(int replica) {
        return "http://localhost:" + cluster.ports().get(replica);
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }
}
