package dev.fleetcast.device;

import static dev.fleetcast.device.DeviceClient.deviceToken;
import static dev.fleetcast.device.DeviceClient.follow;
import static dev.fleetcast.device.DeviceClient.newName;
import static dev.fleetcast.device.DeviceClient.publish;
import static dev.fleetcast.device.DeviceClient.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsStringIgnoringCase;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.fleetcast.testing.RawSseClient;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Publishing and streams, as a client of the device API sees them. */
@QuarkusTest
class DeviceEventsTest {

    @Test
    void eventOfADeviceHasTheExactForm() {
        String name = newName();
        try (RawSseClient stream = follow("/v1/devices/events/" + name, token("demo"))) {
            publish(
                            deviceToken("359568050000010"),
                            Map.of("name", name, "data", "{\"n\":\"é\u0000\"}".replace("\u0000", "")))
                    .statusCode(200)
                    .body("ok", equalTo(true));
            stream.awaitNext();

            assertThat(stream.text())
                    .matches(
                            "(?s):ok\n\nid: [A-Za-z0-9_.-]+\nevent: " + name
                                    + "\ndata: \\{\"data\":\"\\{\\\\\"n\\\\\":\\\\\"\\\\u00E9\\\\\"}\",\"ttl\":60,\"published_at\":\""
                                    + "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\",\"coreid\":\"[0-9A-Za-z_-]+\"}\n\n");
        }
    }

    @Test
    void streamResumesOnceAndInOrder() {
        String name = newName();
        String token = token("demo");
        String device = deviceToken("1");
        String id;
        try (RawSseClient stream = follow("/v1/events/" + name, token)) {
            publish(device, Map.of("name", name, "data", "0")).statusCode(200);
            stream.awaitNext();
            id = stream.lastEventId();
        }
        for (int i = 1; i < 8; i++) {
            publish(device, Map.of("name", name, "data", "" + i)).statusCode(200);
        }
        try (RawSseClient stream = follow("/v1/events/" + name, token, "Last-Event-ID", id)) {
            for (int i = 1; i < 8; i++) {
                assertThat(stream.awaitNext().data()).startsWith("{\"data\":\"" + i + "\",");
            }
        }
    }

    @Test
    void clientThatCannotResumeContinuesWhereItWas() {
        String name = newName();
        String token = token("demo");
        String device = deviceToken("2");
        try (RawSseClient stream = follow("/v1/events/" + name + "?nonce=1", token)) {
            publish(device, Map.of("name", name, "data", "0")).statusCode(200);
            stream.awaitNext();
        }
        publish(device, Map.of("name", name, "data", "1")).statusCode(200);
        try (RawSseClient stream = follow("/v1/events/" + name + "?nonce=2", token)) {
            assertThat(stream.awaitNext().data()).startsWith("{\"data\":\"1\",");
        }
        try (RawSseClient stream = follow("/v1/events/" + name + "x", token)) {
            assertThat(stream.events()).isEmpty();
        }
    }

    @Test
    void usersEventReachesTheUsersOfTheSameClientAndItsDevices() {
        String name = newName();
        try (RawSseClient mine = follow("/v1/devices/events/" + name, token("demo"));
                RawSseClient device = follow("/v1/devices/events/" + name, deviceToken("3"));
                RawSseClient foreign = follow("/v1/events/", token("other"))) {
            publish(token("demo"), Map.of("name", name, "private", true)).statusCode(200);

            assertThat(mine.awaitNext().data()).contains("\"data\":null").endsWith("\"coreid\":\"api\"}");
            assertThat(device.awaitNext().data()).endsWith("\"coreid\":\"api\"}");
            publish(token("other"), Map.of("name", name + "other")).statusCode(200);
            assertThat(foreign.awaitNext().type()).isEqualTo(name + "other");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a%2Fb", "a%2f"})
    void slashesOfTheNameAreRawOrEncoded(String path) {
        String name = newName();
        try (RawSseClient stream = follow("/v1/events/" + name + "/" + path, token("demo"))) {
            publish(token("demo"), Map.of("name", name + "/a/c"));
            publish(token("demo"), Map.of("name", name + "/a/bc")).statusCode(200);

            assertThat(stream.await(event -> event.type().equals(name + "/a/bc")))
                    .isNotNull();
        }
    }

    static Stream<Map<String, Object>> badEvents() {
        return Stream.of(
                Map.of("data", "x"),
                Map.of("name", ""),
                Map.of("name", "a b"),
                Map.of("name", "a\n"),
                Map.of("name", "spark/x"),
                Map.of("name", "PARTICLE"),
                Map.of("name", "x".repeat(65)),
                Map.of("name", "x", "ttl", -1),
                Map.of("name", "x", "ttl", 16_777_216),
                Map.of("name", "x", "data", "é".repeat(8_193)));
    }

    @ParameterizedTest
    @MethodSource("badEvents")
    void badEventIsRefused(Map<String, Object> event) {
        publish(token("demo"), event)
                .statusCode(400)
                .body("ok", equalTo(false))
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void unknownAndForeignDevicesAreDeniedAlike() {
        String token = token("demo");
        for (String id : new String[] {"1001", "no-such-device"}) {
            given().header("Authorization", "Bearer " + token)
                    .get("/v1/devices/" + id + "/events")
                    .then()
                    .statusCode(403)
                    .body("ok", equalTo(false))
                    .body("error", equalTo("Permission Denied"))
                    .body("violations", nullValue());
        }
    }

    @Test
    void deviceThatPublishesTooMuchIsSlowedDown() {
        String device = deviceToken("5");
        ExecutorService atOnce = Executors.newFixedThreadPool(40);
        try {
            List<CompletableFuture<Integer>> answers = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> publish(device, Map.of("name", newName()))
                                    .extract()
                                    .statusCode(),
                            atOnce))
                    .limit(40)
                    .toList();

            assertThat(answers)
                    .extracting(CompletableFuture::join)
                    .contains(200, 429)
                    .containsOnly(200, 429);
        } finally {
            atOnce.shutdown();
        }
    }

    @Test
    void serversOfAGroupShareTheEventsAndTakeOverFromEachOther() {
        String name = newName();
        String token = token("demo");
        String path = "/v1/events/" + name + "?group=" + name;
        List<String> devices =
                IntStream.range(20, 32).mapToObj(i -> deviceToken("" + i)).toList();
        try (RawSseClient second = follow(path, token)) {
            try (RawSseClient first = follow(path, token)) {
                Iterator<Integer> probes = IntStream.range(40, 140).iterator();
                await().until(() -> {
                    publish(deviceToken("" + probes.next()), Map.of("name", name + "-probe"))
                            .statusCode(200);
                    return !first.events().isEmpty();
                });
                for (int round = 0; round < 3; round++) {
                    devices.forEach(
                            device -> publish(device, Map.of("name", name)).statusCode(200));
                }
                await().untilAsserted(() -> assertThat(
                                named(first, name).size() + named(second, name).size())
                        .isEqualTo(36));
                assertThat(named(first, name)).isNotEmpty();
                assertThat(named(second, name)).isNotEmpty();
                assertThat(Set.copyOf(named(first, name))).doesNotContainAnyElementsOf(named(second, name));
            }
            int before = named(second, name).size();
            devices.forEach(device -> publish(device, Map.of("name", name)).statusCode(200));

            await().untilAsserted(() -> assertThat(named(second, name)).hasSize(before + 12));
        }
    }

    /** The devices of the events of that name, in order. */
    private static List<String> named(RawSseClient stream, String name) {
        return stream.events().stream()
                .filter(event -> event.type().equals(name))
                .map(event -> event.data().substring(event.data().indexOf("coreid")))
                .toList();
    }

    @Test
    void devicesAreInTheFormOfTheClient() {
        String token = token("other");
        given().header("Authorization", "Bearer " + token)
                .get("/v1/devices")
                .then()
                .statusCode(200)
                .body("size()", equalTo(10))
                .body("[0].connected", equalTo(false))
                .body("[0].functions.size()", equalTo(0));
        given().header("Authorization", "Bearer " + token)
                .get("/v1/devices/1001")
                .then()
                .statusCode(200)
                .body("id", matchesPattern("[0-9A-Za-z_-]{1,34}"))
                .body("last_ip_address", nullValue())
                .body("imei", matchesPattern("[0-9]{15}"));
        given().header("Authorization", "Bearer " + token)
                .get("/v1/devices/1")
                .then()
                .statusCode(403);
    }

    @Test
    void streamHasTheHeadersOfEveryStream() {
        try (RawSseClient stream = follow("/v1/events", token("demo"))) {
            assertThat(stream.response().headers().allValues("Content-Type"))
                    .singleElement()
                    .asString()
                    .startsWith("text/event-stream");
            assertThat(stream.response().headers().allValues("Cache-Control"))
                    .containsExactly("no-cache, no-transform");
            assertThat(stream.response().headers().allValues("X-Accel-Buffering"))
                    .containsExactly("no");
        }
        given().header("Authorization", "Bearer " + token("demo"))
                .head("/v1/events/x")
                .then()
                .statusCode(200);
    }

    @Test
    void pageOfAnAllowedOriginMaySendTheHeadersOfTheClient() {
        given().header("Origin", "http://localhost:3000")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization,x-particle-tool,x-particle-project")
                .options("/v1/devices/events/x")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Headers", containsStringIgnoringCase("x-particle-tool"))
                .header("Access-Control-Allow-Headers", containsStringIgnoringCase("x-particle-project"));
    }

    @Test
    void emptyGroupIsNoGroup() {
        given().header("Authorization", "Bearer " + token("demo"))
                .get("/v1/events?group=")
                .then()
                .statusCode(422)
                .body("error", equalTo("invalid_request"));
    }
}
