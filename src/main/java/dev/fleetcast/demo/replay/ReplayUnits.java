package dev.fleetcast.demo.replay;

import dev.fleetcast.demo.DemoFleet;
import dev.fleetcast.demo.DemoVehicle;
import java.time.Duration;
import java.util.List;
import java.util.Map;

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
        Map<String, List<Fix>> day = BusDay.fixes();
        ReplayTime time = new ReplayTime(config.speedUp());
        return DemoFleet.buses().vehicles().stream()
                .limit(config.units())
                .map(bus -> new UnitReplay(
                        new Device(bus.id(), bus.imei(), bus.serialNo()),
                        new Circuit(track(bus, day.get(bus.fleetNo()))),
                        time,
                        period))
                .toList();
    }

    private static Track track(DemoVehicle bus, List<Fix> fixes) {
        return bus.id() == ALWAYS_MOVING ? TrackBuilder.alwaysMoving(fixes) : TrackBuilder.realistic(fixes);
    }
}
