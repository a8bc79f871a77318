package dev.fleetcast.history.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.history.answer.SummaryType;
import dev.fleetcast.history.day.DaySummaries;
import dev.fleetcast.history.day.DayTotals;
import dev.fleetcast.history.day.Days;
import dev.fleetcast.history.day.Span;
import dev.fleetcast.history.day.SummaryPeriod;
import dev.fleetcast.history.read.Assignments.Assignment;
import dev.fleetcast.history.read.FleetSheets;
import dev.fleetcast.history.trip.TripRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/** One property of many units in a period. Blocks. */
@ApplicationScoped
class FleetSummary {

    /** Local dates are at most so far from those of UTC. */
    private static final Duration ZONES = Duration.ofHours(18);

    private final VisiblePast past;
    private final FleetSheets sheets;
    private final TripRules rules;

    FleetSummary(VisiblePast past, FleetSheets sheets, TripRules rules) {
        this.past = past;
        this.sheets = sheets;
        this.rules = rules;
    }

    /** @param ofVehicles whether the rows are about vehicles: they cover only the time since the unit is in its vehicle */
    List<ObjectNode> rows(
            List<FleetUnit> units, boolean ofVehicles, SummaryType type, LocalDate date, SummaryPeriod period) {
        Map<Long, DayTotals> totals = totals(units, ofVehicles, date, period);
        List<ObjectNode> rows = new ArrayList<>();
        for (FleetUnit unit : units) {
            ObjectNode row = ofVehicles ? vehicle(unit) : unit(unit);
            type.put(totals.getOrDefault(unit.id().value(), DayTotals.NONE), row);
            rows.add(row);
        }
        return rows;
    }

    private Map<Long, DayTotals> totals(
            List<FleetUnit> units, boolean ofVehicles, LocalDate date, SummaryPeriod period) {
        Map<Long, FleetUnit> byId = new HashMap<>();
        units.forEach(unit -> byId.put(unit.id().value(), unit));
        Map<Long, Assignment> visible = past.ofUnits(byId.keySet());
        Instant now = Instant.now();
        Map<Long, DayTotals> totals = new HashMap<>();
        sheets.read(byId.keySet(), span(date, period), (id, found) -> {
            FleetUnit unit = byId.get(id);
            LongPredicate accepted = ofVehicles ? number -> isWhere(unit, visible.get(number)) : visible::containsKey;
            DaySummaries summaries = new DaySummaries(new Days(unit.timezone()), found, rules, now, accepted);
            totals.put(id, summaries.totals(date, period));
        });
        return totals;
    }

    private static boolean isWhere(FleetUnit unit, Assignment then) {
        return then != null
                && then.vehicleId() == unit.vehicle().id()
                && unit.assignedAs().word().equals(then.role());
    }

    private static Span span(LocalDate date, SummaryPeriod period) {
        Instant from = period.first(date).atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant to = period.last(date).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        return new Span(from.minus(ZONES), to.plus(ZONES));
    }

    private static ObjectNode unit(FleetUnit unit) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("unit_id", unit.id().value())
                .put("imei", unit.imei())
                .put("serial_no", unit.serialNo())
                .put("name", unit.name());
    }

    private static ObjectNode vehicle(FleetUnit unit) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("unit_id", unit.id().value())
                .put("assigned_as", unit.assignedAs().word())
                .put("vehicle_id", unit.vehicle().id())
                .put("reg_no", unit.vehicle().regNo())
                .put("fleet_no", unit.vehicle().fleetNo());
    }
}
