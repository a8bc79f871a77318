package dev.fleetcast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.SseParser;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Broadcasts reach exactly their recipients. */
@QuarkusTest
class BroadcastDeliveryTest {

    private final String type = "type-" + UUID.randomUUID();
    private EndUser ada;
    private EndUser bob;

    @BeforeEach
    void logIn() {
        ada = EndUser.create();
        bob = EndUser.create();
    }

    @Test
    void broadcastToAllReachesAllListeners() {
        String content = unique("for everybody");
        try (EventsClient first = ada.listen("");
                EventsClient second = bob.listen("?type=" + type)) {
            EndUser.say(Map.of("content", content));

            SseParser.Event event = first.await(content);
            assertThat(event.type()).isEqualTo("message");
            assertThat(event.fields()).containsOnlyOnce("data").contains("id").doesNotContain("event");
            second.await(content);
        }
    }

    @Test
    void broadcastToATypeReachesItsListenersOnly() {
        String content = unique("for a type");
        try (EventsClient listening = ada.listen("?type=" + type);
                EventsClient other = bob.listen("?type=" + type + "x");
                EventsClient without = bob.listen("")) {
            EndUser.say(Map.of("content", content, "type", type));

            assertThat(listening.await(content).type()).isEqualTo(type);
            assertHasNotHeard(content, other, without);
        }
    }

    @Test
    void broadcastToAUserReachesThatUserOnlyDespiteItsType() {
        String content = unique("for a user");
        try (EventsClient addressed = ada.listen("");
                EventsClient addressedElsewhere = ada.listen("?type=another");
                EventsClient another = bob.listen("?type=" + type)) {
            EndUser.say(Map.of("content", content, "type", type, "user", ada.id()));

            assertThat(addressed.await(content).type()).isEqualTo(type);
            addressedElsewhere.await(content);
            assertHasNotHeard(content, another);
        }
    }

    @Test
    void contentIsDeliveredUnchanged() {
        String content = unique("a") + "\r\nevent: forged\r\n\r\ndata: b\rid: 1\n\n: c";
        try (EventsClient listening = ada.listen("")) {
            EndUser.say(Map.of("content", content, "user", ada.id()));
            fence(listening);

            assertThat(listening.contents().get(0))
                    .isEqualTo(content.replace("\r\n", "\n").replace('\r', '\n'));
            assertThat(listening.events().get(0).type()).isEqualTo("message");
            assertThat(listening.events()).hasSize(2);
        }
    }

    @Test
    void nothingIsMissedBetweenTwoConnections() {
        String id;
        try (EventsClient listening = ada.listen("?type=" + type)) {
            EndUser.say(Map.of("content", "1", "user", ada.id()));
            id = listening.await("1").id();
        }
        EndUser.say(Map.of("content", "2", "user", ada.id()));
        EndUser.say(Map.of("content", "not for ada", "user", bob.id()));
        EndUser.say(Map.of("content", "3", "type", type));

        try (EventsClient back = ada.listen("?type=" + type, "Last-Event-ID", id)) {
            back.await("3");
            EndUser.say(Map.of("content", "4", "user", ada.id()));
            back.await("4");

            assertThat(back.contents()).containsSubsequence("2", "3", "4").doesNotContain("1", "not for ada");
        }
    }

    @Test
    void listeningEndsWithTheSession() {
        try (EventsClient listening = ada.listen("");
                EventsClient byQuery = EventsClient.open("?token=" + ada.token(), "Accept-Language", "en")) {
            assertThat(byQuery.response().statusCode()).isEqualTo(200);

            ada.request().post("/api/v1/auth/logout").then().statusCode(204);

            Awaitility.await().until(() -> listening.hasEnded() && byQuery.hasEnded());
        }
    }

    @Test
    void headersAreThoseOfAStreamAndComeAtOnce() {
        try (EventsClient listening = ada.listen("")) {
            assertThat(listening.response().statusCode()).isEqualTo(200);
            assertThat(listening.response().headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/event-stream");
            assertThat(listening.response().headers().firstValue("Cache-Control"))
                    .contains("no-cache, no-transform");
        }
    }

    /** A broadcast to everybody that arrives after all earlier ones. */
    private static void fence(EventsClient... clients) {
        String fence = unique("fence");
        EndUser.say(Map.of("content", fence));
        for (EventsClient client : clients) {
            client.await(fence);
        }
    }

    private static void assertHasNotHeard(String content, EventsClient... clients) {
        fence(clients);
        for (EventsClient client : clients) {
            assertThat(client.contents()).doesNotContain(content);
        }
    }

    private static String unique(String text) {
        return text + " " + UUID.randomUUID();
    }
}
