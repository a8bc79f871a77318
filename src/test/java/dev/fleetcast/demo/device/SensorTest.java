package dev.fleetcast.demo.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class SensorTest {

    private static ObjectNode measured(Sensor sensor) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        sensor.measure(data);
        return data;
    }

    @Test
    void lockedDoorStaysShut() {
        Sensor door = new DoorSensor();
        assertThat(measured(door)).hasToString("{\"open\":true}");

        assertThat(door.call("lock", "on")).hasValue(1);
        assertThat(measured(door)).hasToString("{\"open\":false}");
        assertThat(measured(door)).hasToString("{\"open\":false}");
        assertThat(door.call("lock", "perhaps")).isEmpty();

        assertThat(door.call("lock", "off")).hasValue(0);
        assertThat(measured(door)).hasToString("{\"open\":true}");
    }

    @Test
    void temperatureApproachesItsTarget() {
        Sensor thermostat = new Thermostat();
        assertThat(thermostat.call("target", "999")).hasValue(30);
        assertThat(thermostat.call("target", "warm")).isEmpty();
        for (int i = 0; i < 40; i++) {
            measured(thermostat);
        }

        assertThat(measured(thermostat)).hasToString("{\"celsius\":30.0,\"target\":30}");
    }
}
