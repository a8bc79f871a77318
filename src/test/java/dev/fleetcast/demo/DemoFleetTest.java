package dev.fleetcast.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoFleetTest {

    private static final List<DemoVehicle> ALL = Stream.of(DemoFleet.buses(), DemoFleet.vans())
            .flatMap(fleet -> fleet.vehicles().stream())
            .toList();

    @Test
    void busesAreNumberedFrom1To146() {
        assertThat(DemoFleet.buses().vehicles())
                .extracting(DemoVehicle::id)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 146).boxed().toList());
    }

    @Test
    void vansOfTheOtherFleetAreNumberedFrom1001To1010() {
        assertThat(DemoFleet.vans().vehicles())
                .extracting(DemoVehicle::id)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1_001, 1_010).boxed().toList());
    }

    @Test
    void everyRouteIsAPool() {
        assertThat(DemoFleet.buses().vehicles().stream().flatMap(bus -> bus.pools().stream()))
                .contains("Route 801", "Route 1")
                .hasSizeGreaterThan(146);
    }

    @Test
    void identifiersAreUnique() {
        assertThat(ALL).extracting(DemoVehicle::imei).doesNotHaveDuplicates();
        assertThat(ALL).extracting(DemoVehicle::serialNo).doesNotHaveDuplicates();
        assertThat(ALL).extracting(DemoVehicle::regNo).doesNotHaveDuplicates();
        assertThat(ALL).extracting(DemoVehicle::fleetNo).doesNotHaveDuplicates();
        assertThat(ALL).extracting(DemoVehicle::vin).doesNotHaveDuplicates().allMatch(vin -> vin.length() == 17);
        assertThat(DemoFleet.buses().vehicles())
                .extracting(DemoVehicle::driverName)
                .doesNotHaveDuplicates();
        assertThat(ALL).extracting(DemoVehicle::driverTagNo).doesNotHaveDuplicates();
    }

    @Test
    void busesOfOtherCitiesAreDistinct() {
        List<DemoVehicle> elsewhere = DemoFleet.elsewhere(10_000).vehicles();

        assertThat(elsewhere).hasSize(9_854);
        List<DemoVehicle> all = Stream.concat(ALL.stream(), elsewhere.stream()).toList();
        assertThat(all).extracting(DemoVehicle::id).doesNotHaveDuplicates();
        assertThat(all).extracting(DemoVehicle::imei).doesNotHaveDuplicates();
        assertThat(all).extracting(DemoVehicle::regNo).doesNotHaveDuplicates();
        assertThat(all).extracting(DemoVehicle::vin).doesNotHaveDuplicates();
        assertThat(elsewhere.get(0).fleetNo()).endsWith(" Chicago");
        assertThat(elsewhere.get(9_853).fleetNo()).endsWith(" Winnipeg");
    }
}
