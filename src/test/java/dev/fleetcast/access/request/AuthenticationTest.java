package dev.fleetcast.access.request;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import dev.fleetcast.access.ForgedTokens;
import dev.fleetcast.access.LoggedIn;
import dev.fleetcast.access.TestUsers;
import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.token.DeviceTokens;
import dev.fleetcast.access.token.SigningKeys;
import dev.fleetcast.access.token.SubscriptionTokens;
import dev.fleetcast.access.user.User;
import dev.fleetcast.telemetry.UnitId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AuthenticationTest {

    @Inject
    TestUsers users;

    @Inject
    SigningKeys keys;

    @Inject
    SubscriptionTokens subscriptions;

    @Inject
    DeviceTokens devices;

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "BEARER"})
    void headerIsTakenWhateverItsCase(String scheme) {
        User user = users.create();
        LoggedIn login = LoggedIn.as(user);

        given().header("Authorization", scheme + " " + login.token())
                .get("/test/who")
                .then()
                .statusCode(200)
                .body(equalTo(user.username));
    }

    @Test
    void cookieIsUsedWithoutAHeader() {
        User user = users.create();

        LoggedIn.as(user).byCookie().get("/test/who").then().statusCode(200).body(equalTo(user.username));
    }

    @Test
    void headerWinsOverTheCookie() {
        User byHeader = users.create();
        LoggedIn byCookie = LoggedIn.as(users.create());

        byCookie.byCookie()
                .header("Authorization", "Bearer " + LoggedIn.as(byHeader).token())
                .get("/test/who")
                .then()
                .body(equalTo(byHeader.username));
        given().cookie("fleetcast_token", "stale")
                .header("Authorization", "Bearer " + LoggedIn.as(byHeader).token())
                .get("/test/who")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer x", "Bearer ", "Bearer", "Basic ZGVtbzpkZW1v", "x", "Bearer a.b.c"})
    void badHeaderIsRefusedEvenBesideAGoodCookie(String header) {
        LoggedIn.as(users.create())
                .byCookie()
                .header("Authorization", header)
                .get("/test/who")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer");
    }

    @Test
    void missingLoginIsAProblemInsteadOfALoginPage() {
        given().get("/test/who")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("status", equalTo(401))
                .body("title", equalTo("Unauthorized"))
                .body("instance", equalTo("/test/who"))
                .body("type", endsWith("#login-required"));
    }

    @Test
    void forgedTokensAreRefusedInHeaderAndCookie() {
        ForgedTokens forged = new ForgedTokens(keys, users.create("admin").id);
        given().header("Authorization", "Bearer " + forged.genuine())
                .get("/test/who")
                .then()
                .statusCode(200);

        forged.all().forEach((name, token) -> {
            assertThat(given().header("Authorization", "Bearer " + token)
                            .get("/test/who")
                            .statusCode())
                    .as(name)
                    .isEqualTo(401);
            assertThat(given().header("Cookie", "fleetcast_token=" + token)
                            .get("/test/who")
                            .statusCode())
                    .as(name + " as cookie")
                    .isEqualTo(401);
        });
    }

    @Test
    void subscriptionTokenOpensNoEndpoint() {
        User user = users.create("admin");
        Viewer viewer = new Viewer(user.id, user.username, Set.of("admin"), Set.of(), "s");
        String token = subscriptions.issue(viewer, new UnitId(1)).token();

        given().header("Authorization", "Bearer " + token)
                .get("/test/who")
                .then()
                .statusCode(401);
        given().cookie("fleetcast_token", token).get("/test/who").then().statusCode(401);
    }

    @Test
    void deviceTokenOpensNoEndpoint() {
        String token = devices.issue("W1").token();

        given().header("Authorization", "Bearer " + token)
                .get("/test/who")
                .then()
                .statusCode(401);
        given().header("Authorization", "Bearer " + token)
                .get("/test/who/optional")
                .then()
                .statusCode(401);
        given().cookie("fleetcast_token", token).get("/test/who").then().statusCode(401);
    }

    @Test
    void rolesDecide() {
        LoggedIn.as(users.create("admin"))
                .byHeader()
                .get("/test/who/admin")
                .then()
                .statusCode(200);
        LoggedIn.as(users.create("publisher"))
                .byHeader()
                .get("/test/who/admin")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("status", equalTo(403));
        given().get("/test/who/admin").then().statusCode(401);
    }

    @Test
    void currentRightsApply() {
        User user = users.create("admin");
        LoggedIn login = LoggedIn.as(user);

        users.takeRole(user, "admin");
        login.byHeader().get("/test/who/admin").then().statusCode(403);

        users.disableClients(user);
        login.byHeader().get("/test/who/clients").then().body(equalTo("[]"));
    }

    @Test
    void staleCookieIsAnonymousWhereLoginIsOptional() {
        User user = users.create();
        LoggedIn login = LoggedIn.as(user);

        given().get("/test/who/optional").then().statusCode(200).body(equalTo("anonymous"));
        login.byHeader().get("/test/who/optional").then().body(equalTo(user.username));
        login.byCookie().get("/test/who/optional").then().body(equalTo(user.username));
        given().cookie("fleetcast_token", "stale")
                .get("/test/who/optional")
                .then()
                .body(equalTo("anonymous"));
        login.byCookie().post("/test/who/optional").then().statusCode(200).body(equalTo("anonymous"));
    }

    @Test
    void badHeaderIsRefusedEvenWhereLoginIsOptional() {
        given().header("Authorization", "Bearer x")
                .get("/test/who/optional")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer");
    }

    @Test
    void secondDeviceGetsATokenOfTheSameSession() {
        LoggedIn first = LoggedIn.as(users.create());
        String second = first.byHeader().get("/api/v1/auth/token").path("data.token");
        given().header("Authorization", "Bearer " + second)
                .get("/test/who")
                .then()
                .statusCode(200);

        first.byHeader().post("/api/v1/auth/logout").then().statusCode(204);

        given().header("Authorization", "Bearer " + second)
                .get("/test/who")
                .then()
                .statusCode(401);
    }
}
