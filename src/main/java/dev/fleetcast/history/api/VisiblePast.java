package dev.fleetcast.history.api;

import dev.fleetcast.access.request.CurrentViewer;
import dev.fleetcast.access.request.Visibility;
import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.fleet.UnitDirectory;
import dev.fleetcast.fleet.api.CallerFleet;
import dev.fleetcast.fleet.api.VisibleFleet;
import dev.fleetcast.history.format.Subject;
import dev.fleetcast.history.read.Assignments;
import dev.fleetcast.history.read.Assignments.Assignment;
import dev.fleetcast.telemetry.UnitId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The past that the caller may see: that of units visible today, from times when a client owned them whose fleet the
 * caller may see today. What is hidden looks like what does not exist.
 */
@ApplicationScoped
class VisiblePast {

    private final CallerFleet fleet;
    private final UnitDirectory directory;
    private final Visibility visibility;
    private final CurrentViewer viewer;
    private final Assignments assignments;

    VisiblePast(
            CallerFleet fleet,
            UnitDirectory directory,
            Visibility visibility,
            CurrentViewer viewer,
            Assignments assignments) {
        this.fleet = fleet;
        this.directory = directory;
        this.visibility = visibility;
        this.viewer = viewer;
        this.assignments = assignments;
    }

    /** Who asks. */
    long user() {
        return viewer.viewer().userId();
    }

    /** The fleet of today. */
    VisibleFleet today() {
        return fleet.ofCaller();
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 404 for a unit that the caller may not see */
    PastSubject unit(long id) {
        FleetUnit unit = fleet.ofCaller().unit(id).orElseThrow(CallerFleet::notFound);
        return new PastSubject(
                new Subject(id, unit.name(), unit.timezone()), List.of(id), visible(assignments.ofUnits(List.of(id))));
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 404 for a vehicle that the caller may not see, and for an unknown role */
    PastSubject vehicle(long id, String role) {
        VisibleFleet today = fleet.ofCaller();
        today.vehicle(id).orElseThrow(CallerFleet::notFound);
        dev.fleetcast.fleet.Assignment known =
                dev.fleetcast.fleet.Assignment.of(role).orElseThrow(CallerFleet::notFound);
        Map<Long, Assignment> visible = visible(assignments.ofVehicle(id, role));
        List<Long> units = visible.values().stream()
                .map(Assignment::unitId)
                .distinct()
                .sorted()
                .toList();
        Optional<FleetUnit> shown = today.unitOf(id, known)
                .or(() -> units.stream().findFirst().map(UnitId::new).flatMap(directory::byId));
        return new PastSubject(
                shown.map(unit -> new Subject(unit.id().value(), unit.name(), unit.timezone()))
                        .orElseGet(() -> new Subject(0, null, ZoneOffset.UTC)),
                units,
                visible);
    }

    /** The visible assignments of many units, by number. */
    Map<Long, Assignment> ofUnits(Collection<Long> units) {
        return visible(assignments.ofUnits(units));
    }

    /** The time zone of a unit. */
    ZoneId zone(long unit) {
        return directory.byId(new UnitId(unit)).map(FleetUnit::timezone).orElse(ZoneOffset.UTC);
    }

    private Map<Long, Assignment> visible(List<Assignment> all) {
        Set<Long> clients = visibility.clients(viewer.viewer());
        Map<Long, Assignment> visible = new HashMap<>();
        for (Assignment each : all) {
            if (clients.contains(each.clientId())) {
                visible.put(each.id(), each);
            }
        }
        return visible;
    }
}
