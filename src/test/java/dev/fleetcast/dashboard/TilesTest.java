package dev.fleetcast.dashboard;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A tile server is told to the page, and allowed to it. */
@QuarkusTest
@TestProfile(TilesTest.TileServer.class)
class TilesTest {

    public static class TileServer implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "fleetcast.dashboard.tiles.url", "https://{s}.tiles.example.com/{z}/{x}/{y}.png",
                    "fleetcast.dashboard.tiles.attribution", "<b>the makers</b>");
        }
    }

    @Test
    void pageMayShowImagesOfTheTileServer() {
        given().get("/")
                .then()
                .header(
                        "Content-Security-Policy",
                        containsString("img-src 'self' data: https://*.tiles.example.com; connect-src 'self'"));
    }

    @Test
    void pageIsToldWhereTilesAre() {
        given().get("/dashboard/settings")
                .then()
                .body("data.tiles.url", equalTo("https://{s}.tiles.example.com/{z}/{x}/{y}.png"))
                .body("data.tiles.attribution", equalTo("<b>the makers</b>"))
                .body("data.tiles.max_zoom", equalTo(19));
    }
}
