package dev.fleetcast.fleet;

import static dev.fleetcast.testing.RegistryFixture.as;

import io.restassured.response.ValidatableResponse;

/** Files that an administrator imports, and units to see what they changed. */
record Imports(String admin) {

    ValidatableResponse csv(String kind, String csv) {
        return csv(kind, csv, "");
    }

    ValidatableResponse csv(String kind, String csv, String query) {
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
