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
import org.junit.jupiter.api.Test;

@QuarkusTest
class CsvImportTest extends Importing {

    @Test
    void rowsBecomeEntries() {
        String first = RegistryFixture.imei();
        String second = RegistryFixture.imei();

        importCsv("units", """
                        client_id,imei,name,timezone
                        %d,%s,"Bus 1, north",America/Chicago
                        %d,%s,Bus 2,
                        """.formatted(client, first, client, second))
                .statusCode(200)
                .body("data.created", equalTo(2), "data.updated", equalTo(0));

        find(first).body("data[0].name", equalTo("Bus 1, north"), "data[0].timezone", equalTo("America/Chicago"));
        find(second).body("data[0].name", equalTo("Bus 2"), "data[0].timezone", equalTo("UTC"));
    }

    @Test
    void rowWithKnownIdChangesTheFieldsThatHaveAColumn() {
        SampleFleet fleet = SampleFleet.create(() -> as(admin), client);

        importCsv("units", "id,name,serial_no\n%d,renamed,\n".formatted(fleet.unitId()))
                .statusCode(200)
                .body("data.created", equalTo(0), "data.updated", equalTo(1));

        find(fleet.imei())
                .body("data[0].name", equalTo("renamed"), "data[0].serial_no", nullValue())
                .body("data[0].vehicle_id", equalTo((int) fleet.vehicleId()));
    }

    @Test
    void listsHaveSemicolons() {
        SampleFleet fleet = SampleFleet.create(() -> as(admin), client);
        String name = "pool " + RegistryFixture.number();

        importCsv("pools", "client_id,name,vehicle_ids\n%d,%s,%d\n".formatted(client, name, fleet.vehicleId()))
                .statusCode(200);
        importCsv(
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

        importCsv("units", """
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

        find(imei).body("meta.total", equalTo(0));
    }

    @Test
    void duplicateWithinTheFileIsNamed() {
        String imei = RegistryFixture.imei();

        importCsv("units", "client_id,imei,name\n%d,%s,a\n%d,%s,b\n".formatted(client, imei, client, imei))
                .statusCode(422)
                .body("violations.field", contains("line 3: imei"));
    }

    @Test
    void newLineInANameIsRefused() {
        importCsv("units", "client_id,name\n%d,\"two\nlines\"\n%d,\n".formatted(client, client))
                .statusCode(422)
                .body("violations.field", contains("line 2: name", "line 4: name"));
    }

    @Test
    void unknownColumnIsRefused() {
        importCsv("drivers", "client_id,name,shoe_size\n1,Ada,38\n")
                .statusCode(422)
                .body("violations.field", contains("line 1: shoe_size"));
    }

    @Test
    void fileOtherThanATableIsRefused() {
        importCsv("drivers", "").statusCode(422).body("violations.field", contains("line 1"));
        importCsv("drivers", "name,name\n").statusCode(422);
        importCsv("drivers", "name,client_id\na\n").statusCode(422).body("violations.field", contains("line 2"));
        importCsv("drivers", "name\n\"open").statusCode(422).body("violations.field[0]", containsString("line "));
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
        importCsv("drivers", "\uFEFFname,client_id\r\n").statusCode(200).body("data.created", equalTo(0));
    }
}
