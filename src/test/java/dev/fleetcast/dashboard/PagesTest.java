package dev.fleetcast.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages and their resources, as sent to browsers. */
@QuarkusTest
class PagesTest {

    private static final Pattern PART = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/operations.html",
                "/admin.html",
                "/history.html",
                "/dashboard/selftest.html",
                "/dashboard/devices.html",
                "/example.html"
            })
    void pageMayRunNothingButItsOwnScripts(String path) {
        given().get(path)
                .then()
                .statusCode(200)
                .contentType(containsString("text/html"))
                .header("Content-Security-Policy", containsString("default-src 'none'; script-src 'self'"))
                .header("Content-Security-Policy", not(containsString("unsafe-")))
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-cache");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/operations.html",
                "/admin.html",
                "/history.html",
                "/dashboard/selftest.html",
                "/dashboard/devices.html"
            })
    void allPartsOfThePageAreServed(String path) {
        String page = given().get(path).then().statusCode(200).extract().asString();

        assertThat(PART.matcher(page).results().map(match -> URI.create(path).resolve(match.group(1))))
                .isNotEmpty()
                .allSatisfy(part -> given().get(part).then().statusCode(200));
    }

    @Test
    void nothingComesFromElsewhere() {
        assertThat(PART.matcher(given().get("/").asString()).results().map(MatchResult::group))
                .noneMatch(part -> part.contains("//"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/fleetcast.js", "/dashboard/main.js"})
    void moduleIsRevalidatedAndServedAsAScript(String path) {
        given().get(path)
                .then()
                .statusCode(200)
                .contentType(containsString("javascript"))
                .header("Cache-Control", "no-cache")
                .header("X-Content-Type-Options", "nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/asyncapi.yaml", "/package.json"})
    void documentOfAnEarlierReleaseIsNotShown(String path) {
        given().get(path).then().statusCode(200).header("Cache-Control", "no-cache");
    }

    @Test
    void pagesOfAllowedOriginsMayUseTheClient() {
        given().header("Origin", "http://localhost:3000")
                .get("/fleetcast.js")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", "http://localhost:3000");
    }

    @Test
    void clientIsSmall() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(given().get("/fleetcast.js").asByteArray());
        }

        assertThat(packed.size()).isLessThan(11 * 1024);
    }

    @Test
    void readmeShowsTheExample() throws IOException {
        assertThat(Files.readString(Path.of("README.md")))
                .contains(given().get("/example.html").asString());
    }

    @Test
    void withoutTilesThereIsAGrid() {
        given().get("/dashboard/settings")
                .then()
                .statusCode(200)
                .body("data.tiles", nullValue())
                .body("data.silent_after_ms", equalTo(60_000))
                .body("data.recording", equalTo(false));
    }

    @Test
    void streetsOfTheDemoAreSmallAndKeptByBrowsers() {
        given().get("/dashboard/settings").then().body("data.streets", equalTo(true));
        Response streets = given().get("/dashboard/streets");

        streets.then().statusCode(200).body("lines.size()", greaterThan(1_000)).body("places", hasSize(1));
        assertThat(streets.asByteArray().length).isLessThan(100_000);
        given().header("If-None-Match", streets.header("ETag"))
                .get("/dashboard/streets")
                .then()
                .statusCode(304);
    }
}
