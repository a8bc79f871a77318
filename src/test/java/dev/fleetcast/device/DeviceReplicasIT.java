package dev.fleetcast.device;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.RawSseClient;
import dev.fleetcast.testing.Replica;
import dev.fleetcast.testing.SseClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Tokens and streams of device events on two processes of the packaged application. The second one ends in one test and
 * is started again in the next: their order saves starts.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeviceReplicasIT {

    private static Replica first;
    private static Replica second;
    private final String name = "t-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        first = Replica.launch(Map.of());
        second = Replica.launch(Map.of());
        first.awaitReady();
        second.awaitReady();
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    private static String token(Replica replica) {
        return given().baseUri(replica.address())
                .formParams(Map.of("grant_type", "password", "username", "demo", "password", "demo"))
                .post("/oauth/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    private static String deviceToken(int unit) {
        return first.request(Api.login(first.address(), "publisher"))
                .post("/api/v1/devices/" + unit + "/tokens")
                .path("data.token");
    }

    private void publish(Replica replica, String token, Object data) {
        given().baseUri(replica.address())
                .header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body(Map.of("name", name, "data", data))
                .post("/v1/devices/events")
                .then()
                .statusCode(200);
    }

    private RawSseClient follow(Replica replica, String token, String query, String... headers) {
        List<String> all = new ArrayList<>(List.of("Authorization", "Bearer " + token));
        all.addAll(List.of(headers));
        RawSseClient stream =
                RawSseClient.open(replica.address() + "/v1/devices/events/" + name + query, all.toArray(String[]::new));
        assertThat(stream.response().statusCode()).isEqualTo(200);
        return stream;
    }

    private static boolean isStopping(Replica replica) {
        return given().get(replica.address() + "/q/health/ready").statusCode() == 503;
    }

    private static List<String> data(RawSseClient stream) {
        return stream.data().stream()
                .map(json -> json.substring("{\"data\":\"".length(), json.indexOf("\",\"ttl\"")))
                .toList();
    }

    @Test
    @Order(1)
    void tokenOfOneReplicaIsGoodOnTheOtherUntilItIsDeleted() {
        String token = token(first);
        try (RawSseClient there = follow(second, token, "")) {
            given().baseUri(first.address())
                    .delete("/v1/access_tokens/" + token)
                    .then()
                    .statusCode(200);

            await().atMost(Duration.ofSeconds(10)).until(there::hasEnded);
        }
    }

    @Test
    @Order(2)
    void eventsReachStreamsOfBothAndAKilledReplicaCostsNothingThatIsResumed() {
        String token = token(first);
        String device = deviceToken(61);
        RawSseClient there = follow(second, token, "");
        for (int i = 0; i < 5; i++) {
            publish(first, device, i);
        }
        await().until(() -> there.events().size() == 5);
        second.kill();
        for (int i = 5; i < 9; i++) {
            publish(first, device, i);
        }
        try (RawSseClient here = follow(first, token, "", "Last-Event-ID", there.lastEventId())) {
            await().until(() -> here.events().size() == 4);
            publish(first, device, 9);
            await().until(() -> here.events().size() == 5);
            assertThat(data(here)).containsExactly("5", "6", "7", "8", "9");
        }
    }

    @Test
    @Order(3)
    void replicaThatStartedLaterReplaysWhatItNeverHadInMemory() {
        String token = token(first);
        String device = deviceToken(63);
        String id;
        try (RawSseClient here = follow(first, token, "")) {
            publish(first, device, 0);
            await().until(() -> here.events().size() == 1);
            id = here.lastEventId();
        }
        for (int i = 1; i < 6; i++) {
            publish(first, device, i);
        }
        second = Replica.start(Map.of());
        try (RawSseClient there = follow(second, token, "", "Last-Event-ID", id)) {
            publish(first, device, 6);
            await().until(() -> there.events().size() == 6);
            assertThat(data(there)).containsExactly("1", "2", "3", "4", "5", "6");
        }
    }

    @Test
    @Order(4)
    void groupOverTwoReplicasLosesNothingWhenOneOfThemStops() {
        String token = token(first);
        List<String> devices =
                IntStream.range(70, 82).mapToObj(DeviceReplicasIT::deviceToken).toList();
        try (RawSseClient here = follow(first, token, "?group=g")) {
            RawSseClient there = follow(second, token, "?group=g");
            int sent = 0;
            while (there.events().isEmpty()) {
                publish(second, deviceToken(82 + sent % 60), "probe " + sent++);
            }
            for (int i = 0; i < devices.size() * 3; i++) {
                publish(i % 2 == 0 ? first : second, devices.get(i % devices.size()), "a" + i);
            }
            second.close();
            for (int i = 0; i < devices.size(); i++) {
                publish(first, devices.get(i), "b" + i);
            }
            int all = sent + devices.size() * 4;
            await().until(() -> here.events().size() + there.events().size() >= all);
            List<String> got = new ArrayList<>(data(here));
            got.addAll(data(there));
            assertThat(got).doesNotHaveDuplicates().hasSize(all);
        }
    }

    @Test
    @Order(5)
    void clientThatCannotResumeContinuesElsewhereAfterItsReplicaStopped() {
        second = Replica.start(Map.of("FLEETCAST_STREAM_DRAIN_TIME", "PT5S"));
        String token = token(first);
        String device = deviceToken(62);
        RawSseClient there = follow(second, token, "?nonce=1");
        publish(first, device, 0);
        await().until(() -> there.events().size() == 1);
        List<SseClient> others =
                IntStream.range(0, 30).mapToObj(each -> second.connect()).toList();
        second.terminate();
        await().until(() -> isStopping(second));
        RawSseClient again = follow(second, token, "?nonce=1");
        again.awaitEnd();
        assertThat(again.text()).startsWith(":ok");
        assertThat(again.isComplete()).isTrue();
        others.forEach(SseClient::close);
        second.close();
        publish(first, device, 1);
        publish(first, device, 2);

        try (RawSseClient here = follow(first, token, "?nonce=2")) {
            await().until(() -> here.events().size() == 2);
            assertThat(data(here)).containsExactly("1", "2");
        }
    }
}
