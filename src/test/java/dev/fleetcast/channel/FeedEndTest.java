package dev.fleetcast.channel;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.ChannelApi;
import dev.fleetcast.testing.RawSseClient;
import dev.fleetcast.testing.RegistryFixture;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Feeds of channels that are not public last no longer than the right to follow them. */
@QuarkusTest
@TestProfile(FeedEndTest.ShortRights.class)
class FeedEndTest {

    /** From the end of a right to the end of what runs under it. */
    private static final Duration PROMISED = Duration.ofSeconds(5);

    private static final Duration LIFETIME = Duration.ofSeconds(6);

    private final ChannelApi channel = ChannelApi.named("ops-" + RegistryFixture.number());

    public static class ShortRights implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "fleetcast.access.token-lifetime", LIFETIME.toString(),
                    "fleetcast.access.session-lifetime", LIFETIME.toString(),
                    "fleetcast.access.device-token-lifetime", LIFETIME.toString(),
                    "fleetcast.access.sessions-topic", "fleetcast.sessions-of-feeds");
        }
    }

    @BeforeEach
    void awaitReady() {
        Awaitility.await().until(() -> get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void logoutEndsThem() {
        Api demo = Api.login("demo");
        try (RawSseClient feed = follow(demo.token())) {
            demo.request().post("/api/v1/auth/logout").then().statusCode(204);

            assertEndsWithin(PROMISED, feed);
        }
    }

    @Test
    void disablingTheUserEndsThem() {
        String name = "feeds-" + RegistryFixture.number();
        int id = Api.login("admin")
                .request()
                .contentType("application/json")
                .body(Map.of("username", name, "password", name, "roles", List.of()))
                .post("/api/v1/admin/users")
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");
        Api user = awaitLogin(name);
        try (RawSseClient feed = follow(user.token())) {
            Api.login("admin")
                    .request()
                    .contentType("application/merge-patch+json")
                    .body("{\"enabled\":false}")
                    .patch("/api/v1/admin/users/" + id)
                    .then()
                    .statusCode(200);

            assertEndsWithin(PROMISED, feed);
        }
    }

    @Test
    void sessionThatNobodyUsesEndsThem() {
        try (RawSseClient feed = follow(Api.login("demo").token())) {
            assertEndsWithin(LIFETIME.plus(PROMISED), feed);
        }
    }

    @Test
    void deviceTokenThatIsOverEndsThem() {
        String token =
                Api.login("admin").request().post("/api/v1/devices/W1/tokens").path("data.token");
        try (RawSseClient feed = follow(token)) {
            assertEndsWithin(LIFETIME.plus(PROMISED), feed);
        }

        try (RawSseClient again = open(token)) {
            assertThat(again.response().statusCode()).isEqualTo(401);
        }
    }

    @Test
    void publicOnesGoOn() {
        String token =
                Api.login("admin").request().post("/api/v1/devices/W1/tokens").path("data.token");
        ChannelApi free = ChannelApi.fresh();
        try (RawSseClient feed = free.follow("", "Authorization", "Bearer " + token);
                RawSseClient bounded = follow(token)) {
            bounded.awaitEnd();

            free.push("still there");
            feed.await("still there");
        }
    }

    private RawSseClient follow(String token) {
        RawSseClient feed = open(token);
        assertThat(feed.response().statusCode()).isEqualTo(200);
        return feed;
    }

    private RawSseClient open(String token) {
        return channel.follow("", "Authorization", "Bearer " + token);
    }

    /** Logins are from memory, which hears of a new user a little later. */
    private static Api awaitLogin(String name) {
        return Awaitility.await()
                .ignoreExceptions()
                .until(
                        () -> Api.login(name),
                        user -> user.request().get("/api/v1/units").statusCode() == 200);
    }

    private static void assertEndsWithin(Duration time, RawSseClient feed) {
        // A second and a half for the machine.
        Awaitility.await().atMost(time.plusMillis(1_500)).until(feed::hasEnded);
        assertThat(feed.text()).contains(": bye");
        assertThat(feed.isComplete()).isTrue();
    }
}
