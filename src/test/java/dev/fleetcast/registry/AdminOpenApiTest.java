package dev.fleetcast.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class AdminOpenApiTest {

    @ParameterizedTest
    @CsvSource({
        "clients,Client,enabled",
        "users,User,full_name",
        "units,Unit,assigned_as",
        "vehicles,Vehicle,backup_1_unit_id",
        "drivers,Driver,tag_no",
        "pools,Pool,vehicle_ids",
        "zones,Zone,number",
    })
    void everyKindShowsItsOwnForm(String kind, String schema, String field) {
        JsonPath document =
                given().queryParam("format", "json").get("/q/openapi").jsonPath();
        String path = "paths.'/api/v1/admin/" + kind + "'";
        String one = "paths.'/api/v1/admin/" + kind + "/{id}'";

        assertThat(document.getString(path + ".post.requestBody.content.'application/json'.schema.'$ref'"))
                .isEqualTo("#/components/schemas/" + schema + "Input");
        assertThat(document.getString(path + ".post.responses.'201'.content.'application/json'.schema.'$ref'"))
                .isNotNull();
        assertThat(document.getList(path + ".post.security")).isNotEmpty();
        assertThat(document.getString(one + ".put.requestBody.content.'application/json'.schema.'$ref'"))
                .isEqualTo("#/components/schemas/" + schema + "Input");
        assertThat(document.getMap(one + ".patch.requestBody.content")).containsKey("application/merge-patch+json");
        assertThat(document.getMap("paths")).containsKey("/api/v1/admin/" + kind + "/import");
        Map<String, ?> fields = document.getMap("components.schemas." + schema + ".properties");
        assertThat(fields).containsKeys("id", field);
    }
}
