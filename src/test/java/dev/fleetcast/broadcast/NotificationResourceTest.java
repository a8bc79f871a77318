package dev.fleetcast.broadcast;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.fleetcast.access.token.DeviceTokens;
import dev.fleetcast.testing.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class NotificationResourceTest {

    private static final String PATH = "/api/v1/notifications";

    @Inject
    DeviceTokens devices;

    private EndUser ada;
    private EndUser bob;

    @BeforeEach
    void logIn() {
        ada = EndUser.create();
        bob = EndUser.create();
    }

    @Test
    void notificationsAreListedNewestFirst() {
        EndUser.say(Map.of("content", "one", "user", ada.id()));
        EndUser.say(Map.of("content", "two", "type", "sse", "user", ada.id()));

        JsonPath page = page(ada, "?size=2");

        assertThat(page.getList("data.content")).containsExactly("two", "one");
        assertThat(page.getList("data.type")).containsExactly("sse", null);
        assertThat(page.getList("data.read")).containsExactly(false, false);
        assertThat(Instant.parse(page.getString("data[0].at")))
                .isBetween(
                        Instant.now().minus(Duration.ofMinutes(1)),
                        Instant.now().plusSeconds(5));
    }

    @Test
    void idIsThatOfTheEvent() {
        try (EventsClient listening = ada.listen("")) {
            EndUser.say(Map.of("content", "one", "user", ada.id()));

            assertThat(page(ada, "").getString("data[0].id"))
                    .isEqualTo(listening.await("one").id());
        }
    }

    @Test
    void broadcastToAllIsANotificationOfAbsentUsersToo() {
        String content = "for everybody " + UUID.randomUUID();
        EndUser.say(Map.of("content", content));

        assertThat(page(ada, "").getList("data.content")).contains(content);
        assertThat(page(bob, "").getList("data.content")).contains(content);
    }

    @Test
    void broadcastToATypeIsANotificationOfItsListeners() {
        String type = "type-" + UUID.randomUUID();
        try (EventsClient listening = ada.listen("?type=" + type)) {
            EndUser.say(Map.of("content", "for the type", "type", type));
            listening.await("for the type");
        }

        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(page(ada, "").getList("data.type")).contains(type));
        assertThat(page(bob, "").getList("data.type")).doesNotContain(type);
    }

    @Test
    void notificationsOfAnotherUserAreNotFound() {
        EndUser.say(Map.of("content", "for ada", "user", ada.id()));
        String id = page(ada, "").getString("data[0].id");

        assertThat(page(bob, "").getList("data.content")).doesNotContain("for ada");
        bob.request().post(PATH + "/" + id + "/read").then().statusCode(404).contentType("application/problem+json");
        Api.login("admin").request().post(PATH + "/" + id + "/read").then().statusCode(404);
        assertThat(page(ada, "").getBoolean("data[0].read")).isFalse();
    }

    @Test
    void readStateIsKeptPerUser() {
        String content = "for everybody " + UUID.randomUUID();
        EndUser.say(Map.of("content", content));
        String id = idOf(ada, content);

        ada.request().post(PATH + "/" + id + "/read").then().statusCode(204);
        ada.request().post(PATH + "/" + id + "/read").then().statusCode(204);

        assertThat(isRead(ada, content)).isTrue();
        assertThat(isRead(bob, content)).isFalse();
        assertThat(isRead(EndUser.called(ada.id()), content)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1~1", "999999999999999999~999999999999999999", "%00", "a%0D%0Ab", "1~", "-1~-1", "1"})
    void unknownNotificationCannotBeMarkedAsRead(String id) {
        ada.request()
                .urlEncodingEnabled(false)
                .post(PATH + "/" + id + "/read")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @Test
    void idWithAnotherTimeIsNotFound() {
        EndUser.say(Map.of("content", "for ada", "user", ada.id()));
        String id = page(ada, "").getString("data[0].id");
        String place = id.substring(id.indexOf('~'));

        ada.request().post(PATH + "/1" + place + "/read").then().statusCode(404);
    }

    @Test
    void pagesFollowEachOther() {
        IntStream.range(0, 5).forEach(i -> EndUser.say(Map.of("content", ada.id() + i, "user", ada.id())));

        List<String> contents = new ArrayList<>();
        String query = "?size=2";
        while (contents.size() < 5) {
            JsonPath page = page(ada, query);
            assertThat(page.getList("data")).hasSizeLessThanOrEqualTo(2);
            contents.addAll(page.<String>getList("data.content").stream()
                    .filter(content -> content.startsWith(ada.id()))
                    .toList());
            query = "?size=2&before=" + page.getString("meta.next");
        }

        assertThat(contents).containsExactly(ada.id() + 4, ada.id() + 3, ada.id() + 2, ada.id() + 1, ada.id() + 0);
    }

    @Test
    void lastPageHasNoNext() {
        assertThat(page(ada, "?before=1~0").getList("data")).isEmpty();
        assertThat(page(ada, "?before=1~0").getString("meta.next")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?size=0", "?size=501", "?size=-1", "?before=x", "?before=1"})
    void invalidPageParameterIsNamed(String query) {
        ada.request()
                .get(PATH + query)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("violations.field", contains(query.substring(1, query.indexOf('='))));
    }

    @Test
    void onlyUsersHaveNotifications() {
        given().get(PATH).then().statusCode(401).contentType("application/problem+json");
        given().post(PATH + "/1~1/read").then().statusCode(401);
        given().header("Authorization", "Bearer " + devices.issue("W1").token())
                .get(PATH)
                .then()
                .statusCode(401);
        given().cookie("fleetcast_token", ada.token())
                .header("Sec-Fetch-Site", "cross-site")
                .post(PATH + "/1~1/read")
                .then()
                .statusCode(403);
        given().cookie("fleetcast_token", ada.token())
                .get(PATH)
                .then()
                .statusCode(200)
                .body("data.size()", equalTo(page(ada, "").getList("data").size()));
    }

    private static String idOf(EndUser user, String content) {
        return page(user, "").getString("data.find { it.content == '" + content + "' }.id");
    }

    private static boolean isRead(EndUser user, String content) {
        return page(user, "").getBoolean("data.find { it.content == '" + content + "' }.read");
    }

    private static JsonPath page(EndUser user, String query) {
        return user.request().get(PATH + query).then().statusCode(200).extract().jsonPath();
    }
}
