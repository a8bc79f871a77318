package dev.fleetcast.demo.replay;

import dev.fleetcast.demo.DemoCities;
import dev.fleetcast.demo.DemoFleet;
import dev.fleetcast.demo.DemoVehicle;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Assigns the demo's units to the recorded buses. */
final class ReplayUnits {

    private static final long ALWAYS_MOVING = 1;

    private ReplayUnits() {}

    /**
     * The first units; takes a second to read the recorded day.
     *
     * @param period the time between two messages of a unit
     */
    static List<UnitReplay> of(ReplayConfig config, Duration period) {
        return of(config, period, DemoFleet.buses().vehicles().size());
    }

    /**
     * The first units, and the buses of other cities.
     *
     * @param vehicles the number of buses in all cities
     */
    static List<UnitReplay> of(ReplayConfig config, Duration period, int vehicles) {
        ReplayTime time = new ReplayTime(config.speedUp());
        Map<DemoVehicle, Circuit> circuits = circuits();
        Stream<UnitReplay> originals = DemoFleet.buses().vehicles().stream()
                .limit(config.units())
                .map(bus -> new UnitReplay(device(bus), circuits.get(bus), time, period));
        Stream<UnitReplay> elsewhere = DemoCities.copies(vehicles).stream()
                .map(copy -> new UnitReplay(
                        device(copy.vehicle()),
                        circuits.get(copy.original()).displaced(copy.north(), copy.east()),
                        time,
                        period));
        return Stream.concat(originals, elsewhere).toList();
    }

    private static Device device(DemoVehicle bus) {
        return new Device(bus.id(), bus.imei(), bus.serialNo());
    }

    private static Map<DemoVehicle, Circuit> circuits() {
        Map<String, List<Fix>> day = BusDay.fixes();
        return DemoFleet.buses().vehicles().stream()
                .collect(Collectors.toMap(bus -> bus, bus -> new Circuit(track(bus, day.get(bus.fleetNo())))));
    }

    private static Track track(DemoVehicle bus, List<Fix> fixes) {
        return bus.id() == ALWAYS_MOVING ? TrackBuilder.alwaysMoving(fixes) : TrackBuilder.realistic(fixes);
    }
}
