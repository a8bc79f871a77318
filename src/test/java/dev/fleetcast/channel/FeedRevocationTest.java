package dev.fleetcast.channel;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.RawSseClient;
import dev.fleetcast.testing.RegistryFixture;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Feeds of private channels end when the right to follow them is revoked, long before it expires. */
@QuarkusTest
class FeedRevocationTest {

    private final PrivateFeeds feeds = new PrivateFeeds();

    @Test
    void logoutEndsThem() {
        Api demo = Api.login("demo");
        try (RawSseClient feed = feeds.follow(demo.token())) {
            demo.request().post("/api/v1/auth/logout").then().statusCode(204);

            PrivateFeeds.assertEndsAfter(Duration.ZERO, feed);
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
        try (RawSseClient feed = feeds.follow(user.token())) {
            Api.login("admin")
                    .request()
                    .contentType("application/merge-patch+json")
                    .body("{\"enabled\":false}")
                    .patch("/api/v1/admin/users/" + id)
                    .then()
                    .statusCode(200);

            PrivateFeeds.assertEndsAfter(Duration.ZERO, feed);
        }
    }

    /** Logins use a cache, which learns of a new user with a delay. */
    private static Api awaitLogin(String name) {
        return Awaitility.await()
                .ignoreExceptions()
                .until(
                        () -> Api.login(name),
                        user -> user.request().get("/api/v1/units").statusCode() == 200);
    }
}
