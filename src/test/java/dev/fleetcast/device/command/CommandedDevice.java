package dev.fleetcast.device.command;

import static io.restassured.RestAssured.given;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.RawSseClient;
import dev.fleetcast.testing.SseParser;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** A demo unit as a device with its token. */
public final class CommandedDevice {

    private final String address;
    private final String id;
    private final String token;

    private CommandedDevice(String address, String id, String token) {
        this.address = address;
        this.id = id;
        this.token = token;
    }

    /** The device of that unit. */
    public static CommandedDevice ofUnit(long unit) {
        return ofUnit(Api.base(), unit);
    }

    /** As {@link #ofUnit(long)}, at that address. */
    public static CommandedDevice ofUnit(String address, long unit) {
        String token = Api.login(address, "admin")
                .request()
                .baseUri(address)
                .post("/api/v1/devices/" + unit + "/tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("data.token");
        return new CommandedDevice(address, Long.toString(unit), token);
    }

    public String id() {
        return id;
    }

    public String token() {
        return token;
    }

    public RequestSpecification request() {
        return given().baseUri(address).header("Authorization", "Bearer " + token);
    }

    /** Opens the command stream; {@code query} is appended to the path. */
    public RawSseClient open(String query) {
        return RawSseClient.open(
                address + "/v1/devices/" + id + "/commands" + query, "Authorization", "Bearer " + token);
    }

    /** Publishes an event and expects success. */
    public void publish(String name, String data) {
        request()
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("name", name)
                .formParam("data", data)
                .post("/v1/devices/events")
                .then()
                .statusCode(200);
    }

    /** Answers with this JSON. */
    public Response answer(String commandId, String json) {
        return request()
                .contentType("application/json")
                .body(json)
                .post("/v1/devices/" + id + "/commands/" + commandId);
    }

    /** Awaits the next command of that function, and returns its data. */
    public static JsonPath next(RawSseClient stream, String function) {
        SseParser.Event event = stream.await(any -> function.equals(any.type()));
        return JsonPath.from(event.data());
    }
}
