package dev.fleetcast.fleet;

import static dev.fleetcast.testing.RegistryFixture.as;

import dev.fleetcast.testing.RegistryFixture;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

/** An administrator imports files for a new client, and looks for the units that they changed. */
abstract class Importing {

    @Inject
    RegistryFixture fixture;

    String admin;
    long client;

    @BeforeEach
    void logIn() {
        admin = RegistryFixture.login(fixture.user(Set.of("admin"), Set.of()));
        client = fixture.client();
    }

    ValidatableResponse importCsv(String kind, String csv) {
        return importCsv(kind, csv, "");
    }

    ValidatableResponse importCsv(String kind, String csv, String query) {
        return as(admin)
                .contentType("text/csv; charset=UTF-8")
                .body(csv)
                .post("/api/v1/admin/" + kind + "/import" + query)
                .then();
    }

    ValidatableResponse find(String imei) {
        return as(admin).queryParam("q", imei).get("/api/v1/admin/units").then().statusCode(200);
    }
}
