package dev.fleetcast.channel;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.fleetcast.access.token.DeviceTokens;
import dev.fleetcast.testing.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Access rights for pushing, following and confirming on channels, and the errors when access is refused. */
@QuarkusTest
class ChannelAccessTest {

    private static final String PUSH = "/test/gate/push/";
    private static final String FEED = "/test/gate/feed/";
    private static final String FEEDBACK = "/test/gate/feedback/";

    @Inject
    DeviceTokens devices;

    @Test
    void publicChannelsNeedNoLogin() {
        given().post(PUSH + "CHANNEL_1").then().statusCode(204);
        given().get(FEED + "CHANNEL_1,CHANNEL_2").then().statusCode(200).body(equalTo("anonymous/nothing"));
        given().header("device", "H1").get(FEED + "CHANNEL_1").then().body(equalTo("anonymous/H1"));
        given().get(FEED + "CHANNEL_1?device=W1").then().body(equalTo("anonymous/W1"));
        given().header("device", "H1").post(FEEDBACK + "CHANNEL_1").then().body(equalTo("anonymous/H1"));
    }

    @Test
    void callersOfPublicChannelsAreAnonymous() {
        Api.login("demo").request().get(FEED + "CHANNEL_1").then().body(equalTo("anonymous/nothing"));
        given().cookie("fleetcast_token", "stale")
                .get(FEED + "CHANNEL_1")
                .then()
                .statusCode(200);
        given().cookie("fleetcast_token", "stale")
                .header("Sec-Fetch-Site", "cross-site")
                .post(FEEDBACK + "CHANNEL_1")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer x", "Bearer a.b.c", "Basic ZGVtbzpkZW1v"})
    void badHeaderIsRefusedOnPublicChannelsToo(String header) {
        given().header("Authorization", header)
                .get(FEED + "CHANNEL_1")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer");
        given().header("Authorization", header).post(PUSH + "CHANNEL_1").then().statusCode(401);
    }

    @Test
    void otherChannelsNeedALoginOrADeviceToken() {
        given().get(FEED + "ops")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer");
        given().header("device", "W1").post(FEEDBACK + "ops").then().statusCode(401);
        given().cookie("fleetcast_token", "stale").get(FEED + "ops").then().statusCode(401);
        given().header("Authorization", "Bearer x").get(FEED + "ops").then().statusCode(401);

        Api.login("demo").request().get(FEED + "ops").then().statusCode(200).body(equalTo("demo/nothing"));
        Api.login("demo")
                .request()
                .header("device", "W1")
                .post(FEEDBACK + "ops")
                .then()
                .body(equalTo("demo/W1"));
    }

    @Test
    void oneChannelThatIsNotPublicIsEnough() {
        given().get(FEED + "CHANNEL_1,ops").then().statusCode(401);
        given().get(FEED + "ops,CHANNEL_1").then().statusCode(401);
    }

    @Test
    void deviceTokenIsValidForItsDeviceOnly() {
        asDevice("W1").get(FEED + "ops").then().statusCode(200).body(equalTo("anonymous/W1"));
        asDevice("W1").header("device", "W1").get(FEED + "ops").then().body(equalTo("anonymous/W1"));
        asDevice("W1").header("device", "W1").post(FEEDBACK + "ops").then().body(equalTo("anonymous/W1"));
        asDevice("W1").get(FEED + "CHANNEL_1").then().body(equalTo("anonymous/W1"));

        asDevice("W1").header("device", "W2").get(FEED + "ops").then().statusCode(403);
        asDevice("W1").get(FEED + "ops?device=W2").then().statusCode(403);
        asDevice("W1")
                .header("device", "W2")
                .post(FEEDBACK + "ops")
                .then()
                .statusCode(403)
                .body("detail", containsString("another device"));
    }

    @Test
    void deviceTokenInTheQueryIsForFeedsOnly() {
        String token =
                Api.login("admin").request().post("/api/v1/devices/W1/tokens").path("data.token");

        given().get(FEED + "ops?token=" + token).then().statusCode(200).body(equalTo("anonymous/W1"));
        given().get(FEED + "ops?device=W2&token=" + token).then().statusCode(403);
        given().get(FEED + "ops?token=x").then().statusCode(401);
        given().get(FEED + "ops?token=" + Api.login("demo").token()).then().statusCode(401);
        given().post(FEEDBACK + "ops?token=" + token).then().statusCode(401);
        given().post(PUSH + "ops?token=" + token).then().statusCode(401);
    }

    @Test
    void pushNeedsAPublisher() {
        Api.login("publisher").request().post(PUSH + "ops").then().statusCode(204);

        given().post(PUSH + "ops").then().statusCode(401);
        asDevice("W1").post(PUSH + "ops").then().statusCode(403);
        Api.login("demo").request().post(PUSH + "ops").then().statusCode(403);
        Api.login("admin").request().post(PUSH + "ops").then().statusCode(403).contentType("application/problem+json");
    }

    @Test
    void otherTokensAreNoLogins() {
        String subscription = Api.login("demo").subscriptionToken(1);

        for (String path : new String[] {"ops", "CHANNEL_1"}) {
            given().header("Authorization", "Bearer " + subscription)
                    .get(FEED + path)
                    .then()
                    .statusCode(401);
        }
    }

    @Test
    void crossSiteWriteByCookieIsRefused() {
        String token = Api.login("publisher").token();

        for (String path : new String[] {PUSH + "ops", FEEDBACK + "ops"}) {
            given().cookie("fleetcast_token", token).post(path).then().statusCode(403);
            given().cookie("fleetcast_token", token)
                    .header("Sec-Fetch-Site", "same-origin")
                    .post(path)
                    .then()
                    .statusCode(not(403));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a%2Fb", "a%0D%0Aid:1", "%00", "a%20b", "CHANNEL_1,", ",", "%F0%9F%9A%8C", "CHANNEL_1,..%2f"})
    void invalidChannelNameIsRefusedFirst(String name) {
        given().urlEncodingEnabled(false)
                .get(FEED + name)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void invalidDeviceLabelIsRefused() {
        given().header("device", "a b").get(FEED + "CHANNEL_1").then().statusCode(400);
        given().get(FEED + "CHANNEL_1?device=" + "x".repeat(129)).then().statusCode(400);
        given().urlEncodingEnabled(false)
                .get(FEED + "CHANNEL_1?device=a%0D%0Ab")
                .then()
                .statusCode(400);
    }

    private RequestSpecification asDevice(String label) {
        return given().header("Authorization", "Bearer " + devices.issue(label).token());
    }
}
