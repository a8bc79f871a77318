package dev.fleetcast.broadcast;

import static io.restassured.RestAssured.given;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.ChangedSettings;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** A deployment without tokens in the query, and with its own public channels. */
@QuarkusTest
@TestProfile(ChangedSettings.class)
class QueryTokenSettingTest {

    @Test
    void tokenInTheQueryIsIgnored() {
        EndUser ada = EndUser.create();

        given().queryParam("token", ada.token()).get("/test/listener").then().statusCode(401);
        given().queryParam("token", "x")
                .cookie("fleetcast_token", ada.token())
                .get("/test/listener")
                .then()
                .statusCode(200);
        ada.request().queryParam("token", "x").get("/test/listener").then().statusCode(200);
    }

    @Test
    void deviceTokenInTheQueryIsIgnoredToo() {
        String token =
                Api.login("admin").request().post("/api/v1/devices/W1/tokens").path("data.token");

        given().get("/test/gate/feed/ops?token=" + token).then().statusCode(401);
    }

    @Test
    void channelsOfTheDemoAreNotPublic() {
        given().get("/test/gate/feed/CHANNEL_1").then().statusCode(401);
        given().get("/test/gate/feed/news,open-1").then().statusCode(200);
        given().post("/test/gate/push/CHANNEL_1").then().statusCode(401);
        given().post("/test/gate/push/news").then().statusCode(204);
    }
}
