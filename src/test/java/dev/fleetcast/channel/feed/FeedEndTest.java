package dev.fleetcast.channel.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.access.ShortLives;
import dev.fleetcast.channel.PrivateFeeds;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.ChannelApi;
import dev.fleetcast.testing.RawSseClient;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Feeds of private channels end with the right to follow them. */
@QuarkusTest
@TestProfile(ShortLives.class)
class FeedEndTest {

    private final PrivateFeeds feeds = new PrivateFeeds();

    @Test
    void unusedSessionAndExpiredDeviceTokenEndThemAndPublicOnesGoOn() {
        String token =
                Api.login("admin").request().post("/api/v1/devices/W1/tokens").path("data.token");
        ChannelApi free = ChannelApi.fresh();
        try (RawSseClient publicFeed = free.follow("", "Authorization", "Bearer " + token);
                RawSseClient ofTheDevice = feeds.follow(token);
                RawSseClient ofTheSession = feeds.follow(Api.login("demo").token())) {
            PrivateFeeds.assertEndsAfter(ShortLives.SESSION, ofTheDevice);
            PrivateFeeds.assertEndsAfter(ShortLives.SESSION, ofTheSession);

            free.push("still there");
            publicFeed.await("still there");
        }

        try (RawSseClient again = feeds.tryFollow(token)) {
            assertThat(again.response().statusCode()).isEqualTo(401);
        }
    }

    @Test
    void reconnectIsPossibleWhileTheSessionLives() {
        String cookie = "fleetcast_token=" + Api.login("demo").token();
        String back = "Last-Event-ID";
        try (RawSseClient feed = feeds.tryFollowByCookie(cookie);
                RawSseClient events = listen("Cookie", cookie)) {
            assertThat(feed.response().statusCode()).isEqualTo(200);
            assertThat(events.response().statusCode()).isEqualTo(200);
            Awaitility.await()
                    .until(() -> given().header("Cookie", cookie)
                                    .get("/api/v1/notifications")
                                    .statusCode()
                            == 401);

            assertThat(status(feeds.tryFollowByCookie(cookie, back, "1~1"))).isEqualTo(200);
            assertThat(status(listen("Cookie", cookie, back, "1~1"))).isEqualTo(200);
            assertThat(status(feeds.tryFollowByCookie(cookie))).isEqualTo(401);
            assertThat(status(listen("Cookie", cookie))).isEqualTo(401);
        }

        Awaitility.await()
                .atMost(ShortLives.SESSION.multipliedBy(4))
                // Each accepted attempt is a use of the session.
                .pollInterval(ShortLives.SESSION.plusSeconds(2))
                .until(() -> status(feeds.tryFollowByCookie(cookie, back, "1~1")) == 401);
        assertThat(status(listen("Cookie", cookie, back, "1~1"))).isEqualTo(401);
    }

    private static RawSseClient listen(String... headers) {
        return RawSseClient.open("/events", headers);
    }

    private static int status(RawSseClient client) {
        try (client) {
            return client.response().statusCode();
        }
    }
}
