package dev.fleetcast.fleet;

import static dev.fleetcast.testing.RegistryFixture.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.fleetcast.testing.RegistryFixture;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CsvImportTest {

    @Inject
    RegistryFixture fixture;

    private String admin;
    private long client;
    private Imports imports;

    @BeforeEach
    void logIn() {
        admin = RegistryFixture.login(fixture.user(Set.of("admin"), Set.of()));
        client = fixture.client();
        imports = new Imports(admin);
    }

    @Test
    void rowsBecomeEntries() {
        String first = RegistryFixture.imei();
        String second = RegistryFixture.imei();

        imports.csv("units", """
                        client_id,imei,name,timezone
                        %d,%s,"Bus 1, north",America/Chicago
                        %d,%s,Bus 2,
                        """.formatted(client, first, client, second))
                .statusCode(200)
                .body("data.created", equalTo(2), "data.updated", equalTo(0));

        imports.find(first)
                .body("data[0].name", equalTo("Bus 1, north"), "data[0].timezone", equalTo("America/Chicago"));
        imports.find(second).body("data[0].name", equalTo("Bus 2"), "data[0].timezone", equalTo("UTC"));
    }

    @Test
    void rowWithKnownIdChangesTheFieldsThatHaveAColumn() {
        SampleFleet fleet = SampleFleet.create(() -> as(admin), client);

        imports.csv("units", "id,name,serial_no\n%d,renamed,\n".formatted(fleet.unitId()))
                .statusCode(200)
                .body("data.created", equalTo(0), "data.updated", equalTo(1));

        imports.find(fleet.imei())
                .body("data[0].name", equalTo("renamed"), "data[0].serial_no", nullValue())
                .body("data[0].vehicle_id", equalTo((int) fleet.vehicleId()));
    }

    @Test
    void listsHaveSemicolons() {
        SampleFleet fleet = SampleFleet.create(() -> as(admin), client);
        String name = "pool " + RegistryFixture.number();

        imports.csv("pools", "client_id,name,vehicle_ids\n%d,%s,%d\n".formatted(client, name, fleet.vehicleId()))
                .statusCode(200);
        imports.csv(
                        "users",
                        "username,password,client_ids,roles\n%s,secret,%d;%d,publisher;admin\n"
                                .formatted(name, client, fixture.client()))
                .statusCode(200);

        as(admin).queryParam("q", name).get("/api/v1/admin/pools").then().body("data[0].vehicle_ids", contains((int)
                fleet.vehicleId()));
        as(admin)
                .queryParam("q", name)
                .get("/api/v1/admin/users")
                .then()
                .body("data[0].client_ids", hasSize(2), "data[0].roles", contains("admin", "publisher"));
    }

    @Test
    void oneBadRowKeepsAllOut() {
        String imei = RegistryFixture.imei();

        imports.csv("units", """
                        client_id,imei,name,vehicle_id
                        %d,%s,good,
                        %d,123,,
                        %d,%s,duplicate,seven
                        999999999,,foreign,
                        """.formatted(client, imei, client, client, imei))
                .statusCode(422)
                .body(
                        "violations.field",
                        hasItems("line 3: imei", "line 3: name", "line 4: vehicle_id", "line 5: client_id"));

        imports.find(imei).body("meta.total", equalTo(0));
    }

    @Test
    void duplicateWithinTheFileIsNamed() {
        String imei = RegistryFixture.imei();

        imports.csv("units", "client_id,imei,name\n%d,%s,a\n%d,%s,b\n".formatted(client, imei, client, imei))
                .statusCode(422)
                .body("violations.field", contains("line 3: imei"));
    }

    @Test
    void newLineInANameIsRefused() {
        imports.csv("units", "client_id,name\n%d,\"two\nlines\"\n%d,\n".formatted(client, client))
                .statusCode(422)
                .body("violations.field", contains("line 2: name", "line 4: name"));
    }

    @Test
    void unknownColumnIsRefused() {
        imports.csv("drivers", "client_id,name,shoe_size\n1,Ada,38\n")
                .statusCode(422)
                .body("violations.field", contains("line 1: shoe_size"));
    }

    @Test
    void fileOtherThanATableIsRefused() {
        imports.csv("drivers", "").statusCode(422).body("violations.field", contains("line 1"));
        imports.csv("drivers", "name,name\n").statusCode(422);
        imports.csv("drivers", "name,client_id\na\n").statusCode(422).body("violations.field", contains("line 2"));
        imports.csv("drivers", "name\n\"open").statusCode(422).body("violations.field[0]", containsString("line "));
        as(admin)
                .contentType("text/csv")
                .body(new byte[] {'n', 'a', 'm', 'e', '\n', (byte) 0xff})
                .post("/api/v1/admin/drivers/import")
                .then()
                .statusCode(422);
        as(admin)
                .contentType("application/xml")
                .body("<a/>")
                .post("/api/v1/admin/drivers/import")
                .then()
                .statusCode(415);
    }

    @Test
    void listsInJsonAreImportedToo() {
        as(admin)
                .contentType("application/json")
                .body("[{\"client_id\":%d,\"name\":\"Ada\"},{\"client_id\":%d,\"nam\":5,\"id\":\"x\"},7]"
                        .formatted(client, client))
                .post("/api/v1/admin/drivers/import")
                .then()
                .statusCode(422)
                .body("violations.field", containsInAnyOrder("[1].nam", "[1].id", "[1].name", "[2]"));
        as(admin)
                .contentType("application/json")
                .body("[{\"client_id\":%d,\"name\":\"Ada\"}]".formatted(client))
                .post("/api/v1/admin/drivers/import")
                .then()
                .statusCode(200)
                .body("data.created", equalTo(1), "data.ids", hasSize(1));
    }

    @Test
    void headerAloneChangesNothing() {
        imports.csv("drivers", "\uFEFFname,client_id\r\n").statusCode(200).body("data.created", equalTo(0));
    }
}
