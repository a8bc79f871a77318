package dev.fleetcast.device.event.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.device.Device;
import dev.fleetcast.device.DeviceCaller;
import dev.fleetcast.device.Devices;
import dev.fleetcast.device.TestCaller;
import dev.fleetcast.device.event.log.TestLogs;
import dev.fleetcast.fleet.FormerOwners;
import dev.fleetcast.fleet.TestFleet;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventFilterTest {

    private static final String DEVICE = "SN1";
    private static final Instant SALE = Instant.parse("2026-11-30T12:00:00Z");
    /** Client 2 has sold the device to client 1. */
    private final Devices devices = new Devices(TestFleet.directory(
            TestFleet.formerOwner(DEVICE, 2, SALE), TestFleet.unit(7, null, DEVICE), TestFleet.unit(8, null, "SN2")));

    private boolean sees(DeviceCaller caller, String coreid, Instant at) {
        return new EventFilter(caller, devices, Optional.empty(), "").test(TestLogs.event(at, coreid, "door"));
    }

    @Test
    void nextOwnerSeesWhatTheDevicePublishesSince() {
        DeviceCaller buyer = TestCaller.of(1, 1L);

        assertThat(sees(buyer, DEVICE, SALE.minusMillis(1))).isFalse();
        assertThat(sees(buyer, DEVICE, SALE)).isTrue();
        assertThat(sees(buyer, "SN2", SALE.minusMillis(1))).isTrue();
    }

    @Test
    void formerOwnerSeesNothingOfItAnyMore() {
        DeviceCaller seller = TestCaller.of(2, 2L);

        assertThat(sees(seller, DEVICE, SALE.minusMillis(1))).isFalse();
        assertThat(sees(seller, DEVICE, SALE)).isFalse();
    }

    @Test
    void userOfBothSeesAll() {
        DeviceCaller both = TestCaller.of(3, 1L, 2L);

        assertThat(sees(both, DEVICE, SALE.minusMillis(1))).isTrue();
        assertThat(sees(both, DEVICE, SALE)).isTrue();
    }

    @Test
    void firstOwnerSeesWhatTheDevicePublishedBeforeItWasRegistered() {
        assertThat(sees(TestCaller.of(1, 1L), "SN2", Instant.EPOCH)).isTrue();
    }

    @Test
    void streamOfOneDeviceEndsForItsFormerOwner() {
        Optional<Device> sold = devices.byCoreid(DEVICE);

        assertThat(new EventFilter(TestCaller.of(1, 1L), devices, sold, "").mayFollow())
                .isTrue();
        assertThat(new EventFilter(TestCaller.of(2, 2L), devices, sold, "").mayFollow())
                .isFalse();
        assertThat(new EventFilter(TestCaller.of(2, 2L), devices, Optional.empty(), "").mayFollow())
                .isTrue();
    }

    @Test
    void nobodySeesWhatWasPublishedBetweenTwoOwners() {
        Devices registeredAgain = new Devices(TestFleet.directory(
                TestFleet.formerOwner(DEVICE, FormerOwners.NO_CLIENT, SALE), TestFleet.unit(7, null, DEVICE)));

        assertThat(registeredAgain.owner(DEVICE, SALE.minusMillis(1))).isEqualTo(FormerOwners.NO_CLIENT);
        assertThat(registeredAgain.owner(DEVICE, SALE)).isEqualTo(1);
        assertThat(registeredAgain.owner("unknown", SALE)).isEqualTo(FormerOwners.NO_CLIENT);
    }
}
