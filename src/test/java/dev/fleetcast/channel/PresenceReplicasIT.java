package dev.fleetcast.channel;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Replica;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Two processes of the packaged application agree on presence and receipts. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PresenceReplicasIT {

    private static Replica first;
    private static Replica second;
    private static Api admin;

    @BeforeAll
    static void start() {
        first = Replica.launch(Map.of());
        second = Replica.launch(Map.of());
        first.awaitReady();
        second.awaitReady();
        admin = Api.login(first.address(), "admin");
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    @Test
    @Order(3)
    void connectionsOfBothCountUntilTheirReplicaIsKilled() {
        Replica killed = Replica.start(Map.of());
        try (DeviceFeed here = follow(first, "CHANNEL_K", "here");
                DeviceFeed there = follow(killed, "CHANNEL_K,CHANNEL_L", "there")) {
            await().until(() -> connections(first).equals(Map.of("CHANNEL_K", 2, "CHANNEL_L", 1)));
            await().until(() -> connections(killed).equals(Map.of("CHANNEL_K", 2, "CHANNEL_L", 1)));
            assertThat(total(killed)).isEqualTo(2);

            killed.kill();

            await().atMost(Duration.ofSeconds(15))
                    .until(() -> connections(first).equals(Map.of("CHANNEL_K", 1)));
            assertThat(total(first)).isEqualTo(1);
            assertThat(here.events()).isEmpty();
            assertThat(there.events()).isEmpty();
        } finally {
            killed.kill();
        }
    }

    @Test
    @Order(2)
    void connectionsOfAReplicaThatStopsAreGone() {
        try (DeviceFeed there = follow(second, "CHANNEL_S", "there")) {
            await().until(() -> connections(first).containsKey("CHANNEL_S"));

            second.close();

            assertThat(there.events()).isEmpty();
            await().atMost(Duration.ofSeconds(4))
                    .until(() -> !connections(first).containsKey("CHANNEL_S"));
        }
    }

    @Test
    @Order(1)
    void receiptGivenToOneIsKnownToTheOther() {
        try (DeviceFeed good = follow(second, "CHANNEL_Q", "good");
                DeviceFeed silent = follow(second, "CHANNEL_Q", "silent")) {
            await().until(() -> connections(first).getOrDefault("CHANNEL_Q", 0) == 2);
            given().baseUri(first.address())
                    .contentType("application/vnd.fleetcast.event+json")
                    .body("{\"data\":\"x\",\"receipt\":{\"required\":true,\"timeout\":\"PT2S\",\"max_attempts\":2}}")
                    .post("/push/CHANNEL_Q")
                    .then()
                    .statusCode(204);
            String id = good.await("x").id();

            given().baseUri(first.address())
                    .header("device", "good")
                    .header("last_event_id", id)
                    .formParam("status", "ok")
                    .post("/feedback/CHANNEL_Q")
                    .then()
                    .statusCode(204);

            await().atMost(Duration.ofSeconds(20)).until(() -> silent.data().equals(Collections.nCopies(3, "x")));
            assertThat(good.data()).isEqualTo(List.of("x"));
        }
    }

    private static DeviceFeed follow(Replica replica, String channels, String device) {
        return DeviceFeed.follow(replica.address() + "/feed/" + channels, "device", device);
    }

    private static Map<String, Integer> connections(Replica replica) {
        Map<String, Integer> numbers =
                replica.request(admin).get("/admin/connections").path("");
        numbers.remove("total number");
        return numbers;
    }

    private static int total(Replica replica) {
        return replica.request(admin).get("/admin/connections").path("'total number'");
    }
}
