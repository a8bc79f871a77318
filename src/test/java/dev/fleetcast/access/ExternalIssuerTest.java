package dev.fleetcast.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.fleetcast.access.user.User;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.inject.Inject;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@QuarkusTest
@TestProfile(ShortLives.class)
class ExternalIssuerTest {

    @Inject
    TestUsers users;

    @Test
    void claimsBecomeRolesAndClients() {
        User local = users.create();
        String clients = "client of " + local.username;
        String token = OtherIssuer.sign(claims("sub-1").claim("clients", List.of(clients, "unknown client")));

        with(token).get("/test/who/admin").then().statusCode(200).body(equalTo("ada@example.com"));
        with(token).get("/test/who/clients").then().body(equalTo(local.clientIds.toString()));
    }

    @Test
    void externalUserNeedsNoAccountAndSeesNothingWithoutClaims() {
        String token = OtherIssuer.sign(
                Jwt.issuer(OtherIssuer.NAME).subject("sub-2").upn("bob").audience("fleet-gateway"));

        with(token).get("/test/who").then().statusCode(200).body(equalTo("bob"));
        with(token).get("/test/who/clients").then().body(equalTo("[]"));
        with(token).get("/test/who/admin").then().statusCode(403);
        with(token).get("/api/v1/auth/token").then().statusCode(404);
    }

    @Test
    void loggedOutSessionOfTheIssuerIsRefused() {
        String token = OtherIssuer.sign(claims("sub-3").claim("sid", "their-session"));
        String sameSession = OtherIssuer.sign(claims("sub-3").claim("sid", "their-session"));

        with(token).post("/api/v1/auth/logout").then().statusCode(204);

        with(sameSession).get("/test/who").then().statusCode(401);
        with(OtherIssuer.sign(claims("sub-3").claim("sid", "next-session")))
                .get("/test/who")
                .then()
                .statusCode(200);
    }

    @Test
    void localUsersStillLogIn() {
        User user = users.create();

        LoggedIn.as(user).byHeader().get("/test/who").then().statusCode(200).body(equalTo(user.username));
    }

    @TestFactory
    Stream<DynamicTest> otherTokensAreRefused() {
        PrivateKey strangers = Pem.rsa(2048).getPrivate();
        return Map.of(
                        "another key", claims("s").sign(strangers),
                        "another issuer", OtherIssuer.sign(claims("s").issuer("https://evil.example")),
                        "our issuer by their key", OtherIssuer.sign(claims("s").issuer("fleetcast")),
                        "another audience", OtherIssuer.sign(claims("s").audience("another-service")),
                        "expired", OtherIssuer.sign(claims("s").expiresIn(Duration.ofMinutes(-10))))
                .entrySet()
                .stream()
                .map(token -> DynamicTest.dynamicTest(
                        token.getKey(),
                        () -> with(token.getValue()).get("/test/who").then().statusCode(401)));
    }

    private static JwtClaimsBuilder claims(String subject) {
        return Jwt.issuer(OtherIssuer.NAME)
                .subject(subject)
                .upn("ada@example.com")
                .audience("fleet-gateway")
                .claim("realm_roles", List.copyOf(Set.of("fleet-boss")));
    }

    private static RequestSpecification with(String token) {
        return given().header("Authorization", "Bearer " + token);
    }
}
