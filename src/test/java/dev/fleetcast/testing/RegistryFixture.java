package dev.fleetcast.testing;

import static io.restassured.RestAssured.given;

import dev.fleetcast.access.user.Client;
import dev.fleetcast.access.user.Passwords;
import dev.fleetcast.access.user.User;
import dev.fleetcast.fleet.ImeiCheckDigit;
import dev.fleetcast.registry.admin.RegistryWriter;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Creates clients and users, and logs them in. Every name is new, so that tests can share a database. */
@ApplicationScoped
public class RegistryFixture {

    private static final String PASSWORD = "correct horse";
    private static final AtomicLong NUMBERS = new AtomicLong(System.nanoTime() / 1_000 % 1_000_000_000);

    private final RegistryWriter writer;
    private final Passwords passwords;

    RegistryFixture(RegistryWriter writer, Passwords passwords) {
        this.writer = writer;
        this.passwords = passwords;
    }

    /** A unique number. */
    public static long number() {
        return NUMBERS.incrementAndGet();
    }

    /** A unique IMEI, unlike all others in more than its check digit. */
    public static String imei() {
        String digits = "86%012d".formatted(number());
        return digits + ImeiCheckDigit.of(digits);
    }

    /** The id of a new client. */
    public long client() {
        return writer.write(() -> {
            Client client = new Client();
            client.name = "client " + number();
            client.persist();
            return client.id;
        });
    }

    /** The login name of a new user with those roles and those clients. */
    public String user(Set<String> roles, Set<Long> clientIds) {
        return writer.write(() -> {
            User user = new User();
            user.username = "user " + number();
            user.passwordHash = passwords.hash(PASSWORD);
            user.roles.addAll(roles);
            user.clientIds.addAll(clientIds);
            user.persist();
            return user.username;
        });
    }

    /** The login name of a new shared user. */
    public String sharedUser() {
        return writer.write(() -> {
            User user = new User();
            user.username = "shared " + number();
            user.passwordHash = passwords.hash(PASSWORD);
            user.shared = true;
            user.persist();
            return user.username;
        });
    }

    /** Turns a shared user into a user of one person. */
    public void makePersonal(String username) {
        writer.write(() -> {
            User.byUsername(username).orElseThrow().shared = false;
            return null;
        });
    }

    /** The password of the fixture's users. */
    public static Map<String, String> credentials(String username) {
        return Map.of("username", username, "password", PASSWORD);
    }

    /** Removes all roles of the user. */
    public void takeRoles(String username) {
        writer.write(() -> {
            User.byUsername(username).orElseThrow().roles.clear();
            return null;
        });
    }

    /** The value of the header {@code Authorization} of a new login of that user. */
    public static String login(String username) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("username", username, "password", PASSWORD))
                .post("/api/v1/auth/login")
                .then()
                .statusCode(200)
                .extract()
                .header("Authorization");
    }

    /** A request of a new administrator. */
    public RequestSpecification asAdmin() {
        return as(login(user(Set.of("admin"), Set.of())));
    }

    /** A request of a new user without roles, with access to that client. */
    public RequestSpecification asViewerOf(long clientId) {
        return as(login(user(Set.of(), Set.of(clientId))));
    }

    /** A new user without roles, with access to that client. */
    public Api viewerOf(long clientId) {
        return Api.loggedInBy(login(user(Set.of(), Set.of(clientId))));
    }

    /** The id of a new entry of that kind, such as {@code units}, which the administrator creates over HTTP. */
    public static long create(RequestSpecification administrator, String kind, Map<String, ?> form) {
        return administrator
                .body(form)
                .post("/api/v1/admin/" + kind)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("data.id");
    }

    /** A request with that header. */
    public static RequestSpecification as(String authorization) {
        return given().header("Authorization", authorization).contentType(ContentType.JSON);
    }
}
