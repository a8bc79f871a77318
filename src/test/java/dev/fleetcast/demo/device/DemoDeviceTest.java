package dev.fleetcast.demo.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.fleetcast.testing.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A simulated device against the real gateway: everything that a newcomer sees of devices. */
@QuarkusTest
class DemoDeviceTest {

    private static final String COREID = "FMB920-000146";

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private Api user;

    @BeforeEach
    void login() {
        user = Api.login("demo");
    }

    @AfterEach
    void stop() {
        thread.shutdownNow();
    }

    @Test
    void publishesUntilConfirmedAndAnswersAndHasTheSharedValue() throws Exception {
        String token = Api.login("publisher")
                .request()
                .post("/api/v1/devices/" + COREID + "/tokens")
                .path("data.token");
        DemoDevice device = new DemoDevice(
                COREID, new Thermostat(), new DeviceLink(HttpClient.newHttpClient(), Api.base(), () -> token), thread);
        onItsThread(device::connect);
        await().until(() -> user.request().get("/v1/devices/" + COREID).path("connected"));
        user.request().get("/v1/devices/" + COREID).then().body("functions", equalTo(List.of("target")));

        onItsThread(device::measure);
        await().untilAsserted(() -> assertThat(unconfirmed(device)).isZero());
        user.request()
                .get("/api/v1/devices/" + COREID + "/acks")
                .then()
                .body("data", hasSize(1))
                .body("data.name", hasItem("temperature"));

        assertThat(call("target", "12").then().statusCode(200).extract().<Integer>path("return_value"))
                .isEqualTo(12);
        call("target", "warm").then().statusCode(408);
        user.request().get("/v1/devices/" + COREID + "/celsius").then().statusCode(200);

        onItsThread(() -> device.share(7));
        await().untilAsserted(() -> user.request()
                .get("/api/v1/values/" + DemoDevice.VALUE + "/devices")
                .then()
                .statusCode(200)
                .body("data.device", hasItem(COREID)));
    }

    private Response call(String function, String arg) {
        return user.request().formParam("arg", arg).post("/v1/devices/" + COREID + "/" + function);
    }

    private void onItsThread(Runnable work) throws ExecutionException, InterruptedException {
        thread.submit(work).get();
    }

    private int unconfirmed(DemoDevice device) throws ExecutionException, InterruptedException {
        return thread.submit(device::unconfirmed).get();
    }
}
