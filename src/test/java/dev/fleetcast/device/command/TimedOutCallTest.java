package dev.fleetcast.device.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.RawSseClient;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A call of a function that the device does not answer in time. */
@QuarkusTest
class TimedOutCallTest {

    @Test
    void aCallThatTimedOutNeverReachesTheDevice() {
        CommandedDevice device = CommandedDevice.ofUnit(103);
        Api user = Api.login("demo");

        call(user, device, "led", "late").join().then().statusCode(408).body("error", equalTo("Timed out."));

        try (RawSseClient stream = device.open("")) {
            CompletableFuture<Response> repetition = call(user, device, "led", "late");
            repetition.join().then().statusCode(408);
            CompletableFuture<Response> next = call(user, device, "led", "next");
            JsonPath command = CommandedDevice.next(stream, "led");

            assertThat(command.getString("arg")).isEqualTo("next");
            device.answer(command.getString("command_id"), "{\"return_value\":1}");
            next.join().then().statusCode(200);
        }
    }

    private static CompletableFuture<Response> call(Api user, CommandedDevice device, String function, String arg) {
        return CompletableFuture.supplyAsync(
                () -> user.request().formParam("arg", arg).post("/v1/devices/" + device.id() + "/" + function));
    }
}
