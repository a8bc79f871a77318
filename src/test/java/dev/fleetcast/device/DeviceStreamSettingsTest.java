package dev.fleetcast.device;

import static dev.fleetcast.device.DeviceClient.follow;
import static dev.fleetcast.device.DeviceClient.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.device.command.CommandedDevice;
import dev.fleetcast.testing.ChangedSettings;
import dev.fleetcast.testing.RawSseClient;
import dev.fleetcast.testing.RegistryFixture;
import dev.fleetcast.testing.SseParser;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Limits and times of devices' streams, with other settings than the usual ones. */
@QuarkusTest
@TestProfile(ChangedSettings.class)
class DeviceStreamSettingsTest {

    @Inject
    RegistryFixture registry;

    @Test
    void streamBeyondTheLimitOfItsAddressIsRefusedUntilAnotherEnds() {
        String token = token("demo");
        List<RawSseClient> open = new ArrayList<>();
        try {
            for (int i = 0; i < ChangedSettings.EVENT_STREAMS_PER_ADDRESS; i++) {
                open.add(follow("/v1/events", token));
            }
            for (String path : List.of("/v1/events", "/v1/devices/events/door", "/v1/devices/1/events")) {
                try (RawSseClient refused = RawSseClient.open(path, "Authorization", "Bearer " + token)) {
                    HttpResponse<?> response = refused.response();
                    assertThat(response.statusCode()).isEqualTo(429);
                    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
                    assertThat(response.headers().firstValue("Retry-After")).hasValue("10");
                }
            }

            open.get(0).close();

            await().untilAsserted(() -> open.add(follow("/v1/events", token)));
        } finally {
            open.forEach(RawSseClient::close);
        }
    }

    @Test
    void deviceIsOfflineWhenItsStreamHasBeenGoneForTwiceTheKeepAlive() {
        long client = registry.client();
        String imei = RegistryFixture.imei();
        long unit = RegistryFixture.create(
                registry.asAdmin(),
                "units",
                Map.of("client_id", client, "imei", imei, "name", "door", "timezone", "UTC"));
        String viewer =
                RegistryFixture.login(registry.user(Set.of(), Set.of(client))).replaceFirst("(?i)^bearer ", "");
        CommandedDevice device = CommandedDevice.ofUnit(unit);
        try (RawSseClient events = follow("/v1/devices/" + imei + "/events/spark", viewer)) {
            RawSseClient commands = device.open("");
            assertStatus(events.awaitNext(), imei, "online");
            RawSseClient newer = device.open("");
            await().until(commands::hasEnded);
            Instant closed = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            newer.close();

            Instant offline = assertStatus(events.awaitNext(), imei, "offline");

            assertThat(offline).isAfterOrEqualTo(closed.plus(ChangedSettings.DEVICE_KEEP_ALIVE.multipliedBy(2)));
        }
    }

    /** Returns when it was published. */
    private static Instant assertStatus(SseParser.Event event, String coreid, String status) {
        JsonPath data = JsonPath.from(event.data());
        assertThat(event.type()).isEqualTo("spark/status");
        assertThat(data.getString("coreid")).isEqualTo(coreid);
        assertThat(data.getString("data")).isEqualTo(status);
        return Instant.parse(data.getString("published_at"));
    }
}
