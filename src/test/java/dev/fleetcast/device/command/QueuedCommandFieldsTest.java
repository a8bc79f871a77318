package dev.fleetcast.device.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.Api;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a queued command may not say. */
@QuarkusTest
class QueuedCommandFieldsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'function':'led','args':'on'} | args",
                "{'function':'led','expire_in':60} | expire_in",
                "{'function':'led','expires_in':0} | expires_in",
                "{'arg':'on'} | function",
            },
            quoteCharacter = '`')
    void fieldIsNamed(String body, String field) {
        CommandedDevice device = CommandedDevice.ofUnit(109);

        assertThat(Api.login("demo")
                        .request()
                        .contentType("application/json")
                        .body(body.replace('\'', '"'))
                        .post("/api/v1/devices/" + device.id() + "/commands")
                        .then()
                        .statusCode(422)
                        .extract()
                        .jsonPath()
                        .getList("violations.field"))
                .containsExactly(field);
    }
}
