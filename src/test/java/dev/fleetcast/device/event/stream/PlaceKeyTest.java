package dev.fleetcast.device.event.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.device.Coreid;
import dev.fleetcast.device.Device;
import dev.fleetcast.device.TestCaller;
import dev.fleetcast.telemetry.UnitId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlaceKeyTest {

    private static final Device DOOR = new Device(new Coreid("door"), new UnitId(1), 1, "Door", null, "door", "active");

    private static String group(long user, Device only, String prefix, String name) {
        return PlaceKey.ofGroup(new EventStreamRequest(
                TestCaller.of(user, 1L), Optional.ofNullable(only), prefix, Optional.empty(), Optional.of(name)));
    }

    @Test
    void clientIsRecognizedByItsTokenAndItsPath() {
        String key = PlaceKey.of("token", "/v1/events/a");

        assertThat(PlaceKey.of("token", "/v1/events/a")).isEqualTo(key).doesNotContain("token");
        assertThat(PlaceKey.of("other", "/v1/events/a")).isNotEqualTo(key);
        assertThat(PlaceKey.of("token", "/v1/events/b")).isNotEqualTo(key);
    }

    @Test
    void groupIsThatOfAUserForTheSameEvents() {
        String key = group(1, null, "a", "g");

        assertThat(group(1, null, "a", "g")).isEqualTo(key);
        assertThat(group(2, null, "a", "g")).isNotEqualTo(key);
        assertThat(group(1, DOOR, "a", "g")).isNotEqualTo(key);
        assertThat(group(1, null, "b", "g")).isNotEqualTo(key);
        assertThat(group(1, null, "a", "h")).isNotEqualTo(key);
    }
}
