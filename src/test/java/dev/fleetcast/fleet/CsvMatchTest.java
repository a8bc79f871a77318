package dev.fleetcast.fleet;

import static dev.fleetcast.testing.RegistryFixture.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.fleetcast.testing.RegistryFixture;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rows of a file that concern existing entries: by their keys, and after an export. */
@QuarkusTest
class CsvMatchTest extends Importing {

    @Test
    void zonesAreMatchedByTheNumbersOfTheirCompany() {
        long another = fixture.client();
        importCsv("zones", "client_id,number,name\n%d,12,Depot\n%d,12,Harbour\n".formatted(client, another))
                .statusCode(200)
                .body("data.created", equalTo(2));

        as(admin)
                .contentType("text/csv")
                .body("client_id,number,name\n%d,12,Main depot\n%d,13,Airport\n".formatted(client, client))
                .post("/api/v1/admin/zones/import?match=number")
                .then()
                .statusCode(200)
                .body("data.created", equalTo(1), "data.updated", equalTo(1));

        as(RegistryFixture.login(fixture.user(Set.of(), Set.of(client))))
                .get("/api/v1/zones")
                .then()
                .body("data.number", contains(12, 13), "data.name", contains("Main depot", "Airport"));
        importCsv("zones", "client_id,number,name\n%d,12,twice\n%d,-1,below\n".formatted(client, client))
                .statusCode(422)
                .body("violations.field", contains("line 2: number", "line 3: number"));
    }

    @Test
    void knownKeysChangeEntriesAndUnknownOnesAddSome() {
        SampleFleet fleet = SampleFleet.create(() -> as(admin), client);
        String added = RegistryFixture.imei();
        String csv = "client_id;imei;name\n%d;%s;renamed\n%d;%s;added\n".formatted(client, fleet.imei(), client, added);

        importCsv("units", csv).statusCode(422).body("violations.field", contains("line 2: imei"));
        importCsv("units", csv, "?match=imei")
                .statusCode(200)
                .body("data.created", equalTo(1), "data.updated", equalTo(1))
                .body("data.ids[0]", equalTo((int) fleet.unitId()));

        find(fleet.imei()).body("data[0].name", equalTo("renamed"));
        find(added).body("data[0].name", equalTo("added"));
        importCsv("units", csv + "%d;%s;again\n".formatted(client, added), "?match=imei")
                .statusCode(422)
                .body("violations.field", contains("line 4: imei"));
        importCsv("units", csv, "?match=name").statusCode(422).body("violations.field", contains("match"));
    }

    @Test
    void vehiclesNameTheirUnitsByImei() {
        String imei = RegistryFixture.imei();
        String plate = "P " + RegistryFixture.number();
        importCsv("units", "client_id,imei,name\n%d,%s,tracker\n".formatted(client, imei))
                .statusCode(200);

        importCsv(
                        "vehicles",
                        "client_id,reg_no,primary_unit_imei\n%d,%s,%s\n".formatted(client, plate, imei),
                        "?match=reg_no")
                .statusCode(200)
                .body("data.created", equalTo(1));
        importCsv("vehicles", "client_id,reg_no,primary_unit_imei\n%d,other,123\n".formatted(client))
                .statusCode(422)
                .body("violations.field", contains("line 2: primary_unit_imei"));

        find(imei).body("data[0].assigned_as", equalTo("primary"));
    }

    @Test
    void twoClientsMayHaveTheSameKeyInOneFile() {
        long other = fixture.client();
        String plate = "P " + RegistryFixture.number();
        String csv = "client_id,reg_no\n%d,%s\n%d,%s\n".formatted(client, plate, other, plate);

        importCsv("vehicles", csv, "?match=reg_no").statusCode(200).body("data.created", equalTo(2));
        importCsv("vehicles", csv, "?match=reg_no").statusCode(200).body("data.updated", equalTo(2));
        importCsv("vehicles", csv + "%d,%s\n".formatted(other, plate), "?match=reg_no")
                .statusCode(422)
                .body("violations.field", contains("line 4: reg_no"));
    }

    @Test
    void exportCanBeImportedAgain() {
        SampleFleet fleet = SampleFleet.create(() -> as(admin), client);
        for (String kind : List.of("units", "vehicles")) {
            String file = download(kind + "/export");
            // Other tests have entries too.
            String own = file.lines()
                    .filter(line -> line.contains("client_id") || line.matches("[0-9]+," + client + ",.*"))
                    .collect(Collectors.joining("\n"));

            importCsv(kind, own).statusCode(200).body("data.created", equalTo(0), "data.updated", equalTo(1));
        }
        find(fleet.imei()).body("data[0].vehicle_id", equalTo((int) fleet.vehicleId()));
        assertThat(download("units/template")).startsWith("\uFEFFid,client_id,imei,");
    }

    private String download(String path) {
        byte[] file = as(admin)
                .get("/api/v1/admin/" + path)
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .asByteArray();
        return new String(file, StandardCharsets.UTF_8);
    }
}
