package dev.fleetcast.device.command;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.RawSseClient;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Functions, variables and queued commands over HTTP. */
@QuarkusTest
class DeviceCommandsTest {

    private Api user;

    @BeforeEach
    void login() {
        user = Api.login("demo");
    }

    @Test
    void theAnswerOfTheDeviceIsReturned() {
        CommandedDevice device = CommandedDevice.ofUnit(101);
        try (RawSseClient stream = device.open("?functions=led,door")) {
            await().until(() -> stream.text().startsWith(":ok\n\n"));

            CompletableFuture<Response> call = call(device, "led", "on");
            JsonPath command = CommandedDevice.next(stream, "led");
            assertThat(command.getString("arg")).isEqualTo("on");
            device.answer(command.getString("command_id"), "{\"return_value\":-7}")
                    .then()
                    .statusCode(200);
            call.join()
                    .then()
                    .statusCode(200)
                    .body("return_value", equalTo(-7))
                    .body("connected", equalTo(true))
                    .body("last_app", equalTo(""));
            CompletableFuture<Response> raw = call(device, "led?format=raw", "off");
            String second = JsonPath.from(
                            stream.await(event -> event.data().contains("off")).data())
                    .getString("command_id");
            device.answer(second, "{\"return_value\":5}").then().statusCode(200);
            raw.join().then().statusCode(200).body(equalTo("5"));
        }
    }

    @Test
    void aFunctionThatTheDeviceHasNotDeclaredIsUnknown() {
        CommandedDevice device = CommandedDevice.ofUnit(102);
        try (RawSseClient stream = device.open("?functions=led")) {
            await().until(() -> stream.text().startsWith(":ok"));

            call(device, "siren", "")
                    .join()
                    .then()
                    .statusCode(404)
                    .body("ok", equalTo(false))
                    .body("error", equalTo("Function siren not found"));
        }
        call(device, "variables", "").join().then().statusCode(403);
    }

    @Test
    void anAnswerCountsOnce() {
        CommandedDevice device = CommandedDevice.ofUnit(104);
        try (RawSseClient stream = device.open("")) {
            CompletableFuture<Response> call = call(device, "led", "on");
            String id = CommandedDevice.next(stream, "led").getString("command_id");

            for (String bad : List.of("{}", "{\"return_value\":2147483648}", "{\"return_value\":1.5}", "[]", "x")) {
                device.answer(id, bad).then().statusCode(400);
            }
            device.answer(id, "{\"return_value\":1}").then().statusCode(200).body("ok", equalTo(true));
            device.answer(id, "{\"return_value\":1}").then().statusCode(200);
            device.answer(id, "{\"return_value\":2}").then().statusCode(409).body("error", equalTo("answered"));
            call.join().then().statusCode(200).body("return_value", equalTo(1));
            device.answer("no-command", "{\"return_value\":2}").then().statusCode(404);
            device.answer("01890a5d-ac96-774b-bcce-b302099a8057", "{\"return_value\":2}")
                    .then()
                    .statusCode(409)
                    .body("error", equalTo("expired"));
            CommandedDevice.ofUnit(105)
                    .request()
                    .contentType("application/json")
                    .body("{\"return_value\":1}")
                    .post("/v1/devices/104/commands/" + id)
                    .then()
                    .statusCode(403);
        }
    }

    @Test
    void commandsWaitForADeviceThatIsAway() {
        CommandedDevice device = CommandedDevice.ofUnit(106);
        String first = queue(device, "led", "1");
        String second = queue(device, "led", "2");
        String cancelled = queue(device, "led", "3");
        user.request()
                .delete(path(device) + "/" + cancelled)
                .then()
                .statusCode(200)
                .body("data.state", equalTo("cancelled"));
        user.request().delete(path(device) + "/" + cancelled).then().statusCode(409);

        try (RawSseClient stream = device.open("")) {
            assertThat(CommandedDevice.next(stream, "led").getString("command_id"))
                    .isEqualTo(first);
            assertThat(CommandedDevice.next(stream, "led").getString("command_id"))
                    .isEqualTo(second);
            awaitState(device, first, "sent");
            String third = queue(device, "led", "4");
            assertThat(CommandedDevice.next(stream, "led").getString("command_id"))
                    .isEqualTo(third);

            for (int repeated = 0; repeated < 2; repeated++) {
                device.answer(first, "{\"return_value\":5}").then().statusCode(200);
                device.answer(second, "{\"error\":\"stuck\"}").then().statusCode(200);
            }
        }
        user.request()
                .get(path(device) + "/" + first)
                .then()
                .body("data.state", equalTo("succeeded"))
                .body("data.return_value", equalTo(5));
        user.request().get(path(device) + "/" + second).then().body("data.state", equalTo("failed"));
        user.request().get(path(device)).then().statusCode(200).body("data", hasSize(4));
    }

    @Test
    void aRepetitionQueuesNothing() {
        CommandedDevice device = CommandedDevice.ofUnit(107);

        String first = queue(device, "led", "1", "Idempotency-Key", "k1");
        assertThat(queue(device, "led", "1", "Idempotency-Key", "k1")).isEqualTo(first);
        user.request()
                .header("Idempotency-Key", "k1")
                .contentType("application/json")
                .body(Map.of("function", "led", "arg", "2"))
                .post(path(device))
                .then()
                .statusCode(422);
    }

    @Test
    void variablesAreWhatTheDeviceReportedLast() {
        CommandedDevice device = CommandedDevice.ofUnit(108);
        device.request()
                .contentType("application/json")
                .body("{\"temp\":21.5,\"name\":\"x\\u0000\"}")
                .post("/v1/devices/108/variables")
                .then()
                .statusCode(200);

        device.request()
                .contentType("application/json")
                .body("{\"temp\":1,\"half\":[\"\\ud800\"]}")
                .post("/v1/devices/108/variables")
                .then()
                .statusCode(400);

        user.request()
                .get("/v1/devices/108/temp")
                .then()
                .statusCode(200)
                .body("name", equalTo("temp"))
                .body("result", equalTo(21.5f))
                .body("coreInfo.connected", equalTo(false));
        user.request().get("/v1/devices/108/humidity").then().statusCode(404);
        user.request()
                .put("/v1/devices/108/ping")
                .then()
                .statusCode(200)
                .body("online", equalTo(false))
                .body("ok", equalTo(true));
    }

    @Test
    void theNewestStreamOfADeviceReplacesTheOlder() {
        CommandedDevice device = CommandedDevice.ofUnit(109);
        try (RawSseClient older = device.open("");
                RawSseClient newer = device.open("")) {
            older.awaitEnd();
            CompletableFuture<Response> call = call(device, "led", "on");
            device.answer(CommandedDevice.next(newer, "led").getString("command_id"), "{\"return_value\":1}");
            call.join().then().statusCode(200);
        }
    }

    @Test
    void followersSeeThatADeviceIsOnline() {
        CommandedDevice device = CommandedDevice.ofUnit(112);
        String path = "/v1/devices/112/events/spark%2Fstatus";
        try (RawSseClient events = RawSseClient.open(path, "Authorization", "Bearer " + user.token())) {
            await().until(() -> events.text().startsWith(":ok"));
            try (RawSseClient stream = device.open("")) {
                assertThat(events.awaitNext().data()).startsWith("{\"data\":\"online\",");
                assertThat(stream.hasEnded()).isFalse();
            }
        }
        device.request()
                .formParam("name", "Spark/status")
                .post("/v1/devices/events")
                .then()
                .statusCode(400)
                .body("ok", equalTo(false));
    }

    @Test
    void textThatIsNoneIsRefusedAndANumberKeepsItsForm() {
        CommandedDevice device = CommandedDevice.ofUnit(113);
        device.request()
                .contentType("application/x-www-form-urlencoded")
                .body("name=door&data=%ff")
                .post("/v1/devices/events")
                .then()
                .statusCode(400)
                .body("ok", equalTo(false))
                .body("error_description", equalTo("The text in the form must be UTF-8."));
        String id = user.request()
                .contentType("application/json")
                .body("{\"function\":\"led\",\"arg\":1.50}")
                .post(path(device))
                .then()
                .statusCode(202)
                .body("data.arg", equalTo("1.50"))
                .extract()
                .path("data.command_id");
        try (RawSseClient stream = device.open("")) {
            JsonPath command = CommandedDevice.next(stream, "led");
            assertThat(command.getString("command_id")).isEqualTo(id);
            assertThat(command.getString("arg")).isEqualTo("1.50");
        }
    }

    @Test
    void aStoredEventIsConfirmedToItsDevice() {
        CommandedDevice device = CommandedDevice.ofUnit(111);
        try (RawSseClient stream = device.open("")) {
            device.publish("door/opened", "{\"ts\":1500000000,\"by\":\"key\"}");

            JsonPath command = CommandedDevice.next(stream, "deliveryConf");
            assertThat(command.getString("arg")).isEqualTo("1500000000");
            device.answer(command.getString("command_id"), "{\"return_value\":0}")
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void devicesOfOthersAreUnknown() {
        Api other = Api.login("other");

        other.request().post("/v1/devices/110/led").then().statusCode(403).body("error", equalTo("Permission Denied"));
        other.request().get("/v1/devices/110/temp").then().statusCode(403);
        other.request().put("/v1/devices/110/ping").then().statusCode(403);
        other.request().get("/v1/devices/110/commands").then().statusCode(403);
        other.request().get("/api/v1/devices/110/commands").then().statusCode(404);
        given().post("/v1/devices/110/led").then().statusCode(401);
        given().get("/api/v1/devices/110/commands").then().statusCode(401);
        user.request().get("/v1/devices/110/commands").then().statusCode(403);
    }

    private CompletableFuture<Response> call(CommandedDevice device, String function, String arg) {
        return CompletableFuture.supplyAsync(
                () -> user.request().formParam("arg", arg).post("/v1/devices/" + device.id() + "/" + function));
    }

    private String queue(CommandedDevice device, String function, String arg, Object... header) {
        var request = user.request().contentType("application/json").body(Map.of("function", function, "arg", arg));
        if (header.length > 0) {
            request.header((String) header[0], header[1]);
        }
        return request.post(path(device))
                .then()
                .statusCode(202)
                .body("data.state", equalTo("queued"))
                .extract()
                .path("data.command_id");
    }

    private void awaitState(CommandedDevice device, String id, String state) {
        await().untilAsserted(
                        () -> user.request().get(path(device) + "/" + id).then().body("data.state", equalTo(state)));
    }

    private static String path(CommandedDevice device) {
        return "/api/v1/devices/" + device.id() + "/commands";
    }
}
