package dev.fleetcast.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class CrossSiteWritesTest {

    @Inject
    TestUsers users;

    @TestHTTPResource
    URI url;

    private LoggedIn login;

    @BeforeEach
    void logIn() {
        login = LoggedIn.as(users.create());
    }

    @ParameterizedTest(name = "Sec-Fetch-Site {0}, Origin {1}: {2}")
    @CsvSource({
        "-,            -,                       403",
        "same-origin,  -,                       200",
        "none,         -,                       200",
        "same-site,    -,                       403",
        "cross-site,   -,                       403",
        "SAME-ORIGIN,  -,                       403",
        "-,            own,                     200",
        "-,            http://localhost:3000,   200",
        "cross-site,   http://localhost:3000,   200",
        "same-site,    http://localhost:3000,   200",
        "-,            null,                    403",
        "-,            https://evil.example,    403",
        "cross-site,   https://evil.example,    403",
        "same-origin,  https://evil.example,    403",
        "-,            http://localhost.evil.example, 403",
    })
    void writeByCookieNeedsAnAllowedOrigin(String site, String origin, int status) {
        RequestSpecification request = login.byCookie();
        if (!site.equals("-")) {
            request.header("Sec-Fetch-Site", site);
        }
        if (!origin.equals("-")) {
            request.header("Origin", origin.equals("own") ? "http://localhost:" + url.getPort() : origin);
        }

        assertThat(request.post("/test/who").statusCode()).isEqualTo(status);
    }

    @Test
    void refusalSaysWhy() {
        login.byCookie()
                .post("/test/who")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("detail", containsString("cookie"));
    }

    @Test
    void readsAndWritesByHeaderAreFree() {
        login.byCookie().get("/test/who").then().statusCode(200);
        login.byHeader().post("/test/who").then().statusCode(200);
        login.byCookie()
                .header("Authorization", "Bearer " + login.token())
                .post("/test/who")
                .then()
                .statusCode(200);
    }

    @Test
    void logoutByCookieIsAWriteToo() {
        login.byCookie().post("/api/v1/auth/logout").then().statusCode(403);
        login.byHeader().get("/test/who").then().statusCode(200);
    }
}
