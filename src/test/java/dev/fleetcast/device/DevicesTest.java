package dev.fleetcast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.fleet.TestFleet;
import dev.fleetcast.telemetry.UnitId;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevicesTest {

    private static final DeviceCaller MINE = TestCaller.of(1, 1L);

    private static FleetUnit unit(long id, long client, String imei, String serialNo, String name) {
        return new FleetUnit(new UnitId(id), client, imei, serialNo, name, null, "active", ZoneOffset.UTC, null, null);
    }

    private static Devices devices(FleetUnit... units) {
        return new Devices(TestFleet.directory(units));
    }

    @Test
    void serialNumberThatFitsIsTheCoreid() {
        assertThat(devices(unit(7, 1, "359568050000010", "SN-1_a", "door")).byNumber("7"))
                .map(Device::coreid)
                .contains(new Coreid("SN-1_a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SN 1", "a/b", "api", "0123456789012345678901234567890123456789", "é"})
    void serialNumberThatDoesNotFitLeavesItToTheImei(String serialNo) {
        assertThat(devices(unit(7, 1, "359568050000010", serialNo, "door")).byNumber("7"))
                .map(Device::coreid)
                .contains(new Coreid("359568050000010"));
    }

    @Test
    void unitIdIsTheLastChoice() {
        assertThat(devices(unit(7, 1, null, null, "door")).byNumber("7"))
                .map(Device::coreid)
                .contains(new Coreid("7"));
    }

    @Test
    void unitThatAnotherIsCalledByIsNotMistakenForIt() {
        Devices devices = devices(unit(7, 1, null, null, "door"), unit(8, 2, null, "7", "spy"));

        assertThat(devices.byCoreid("7")).map(Device::clientId).contains(2L);
        assertThat(devices.visible(MINE, "7")).isEmpty();
        assertThat(devices.visible(MINE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SN1", "359568050000010", "7", "door"})
    void idInAPathIsAnyOfItsNames(String id) {
        assertThat(devices(unit(7, 1, "359568050000010", "SN1", "door")).visible(MINE, id))
                .isPresent();
    }

    @Test
    void nameOfSeveralDevicesIsNone() {
        assertThat(devices(unit(7, 1, null, "a", "door"), unit(8, 1, null, "b", "door"))
                        .visible(MINE, "door"))
                .isEmpty();
    }

    @Test
    void anothersDeviceHidesNoneOfMine() {
        Devices devices = devices(unit(7, 1, "42", "mine", "door"), unit(8, 2, null, "42", "door"));

        assertThat(devices.visible(MINE, "42")).map(Device::unit).contains(new UnitId(7));
        assertThat(devices.visible(MINE, "door")).map(Device::unit).contains(new UnitId(7));
    }

    @Test
    void unknownAndForeignDevicesLookAlike() {
        Devices devices = devices(unit(8, 2, null, "foreign", "door"));

        HttpProblem foreign = catchThrowableOfType(HttpProblem.class, () -> devices.require(MINE, "foreign"));
        HttpProblem unknown = catchThrowableOfType(HttpProblem.class, () -> devices.require(MINE, "nothing"));

        assertThat(foreign.getStatusCode()).isEqualTo(403);
        assertThat(foreign.getParameters())
                .isEqualTo(unknown.getParameters())
                .containsEntry("error", "Permission Denied");
    }
}
