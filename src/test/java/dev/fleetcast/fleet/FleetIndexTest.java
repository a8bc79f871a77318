package dev.fleetcast.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.telemetry.UnitId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FleetIndexTest {

    @Test
    void keyIsImeiThenSerialNumberThenId() {
        Unit byId = unit(5, null, null);
        Unit bySerialNo = unit(6, null, "5");
        Unit byImei = unit(7, "5", "8");
        Unit untouched = unit(8, null, null);
        FleetIndex picture = picture(List.of(byId, bySerialNo, byImei, untouched));

        assertThat(picture.byKey("5")).map(FleetUnit::id).contains(new UnitId(7));
        assertThat(picture.byKey("8")).map(FleetUnit::id).contains(new UnitId(7));
        assertThat(picture.byKey("6")).map(FleetUnit::id).contains(new UnitId(6));
        assertThat(picture.byKey("7")).map(FleetUnit::id).contains(new UnitId(7));
        assertThat(picture.byKey("9")).isEmpty();
        assertThat(picture.byKey("05")).isEmpty();
        assertThat(picture.byKey(null)).isEmpty();
    }

    @Test
    void unitKnowsItsVehicleDriverAndFirstPool() {
        Unit unit = unit(1, "i", null);
        unit.assign(2L, "backup_1");
        FleetIndex picture = FleetIndexBuilder.picture(
                List.of(unit),
                List.of(vehicle(2, 10)),
                List.of(driver(3, 10, 2L)),
                List.of(pool(9, "late", 2), pool(4, "early", 2)),
                List.of(),
                FormerOwners.NONE);

        FleetUnit known = picture.byId(new UnitId(1)).orElseThrow();
        assertThat(known.assignedAs()).isEqualTo(Assignment.BACKUP_1);
        assertThat(known.vehicle().groupName()).isEqualTo("early");
        assertThat(known.driver().id()).isEqualTo(3);
        assertThat(picture.forVehicle(2, Assignment.BACKUP_1)).contains(known);
        assertThat(picture.forVehicle(2, Assignment.PRIMARY)).isEmpty();
    }

    @Test
    void referenceAcrossClientsIsIgnored() {
        Unit unit = unit(1, "i", null);
        unit.assign(2L, "primary");
        FleetIndex picture = FleetIndexBuilder.picture(
                List.of(unit),
                List.of(vehicle(2, 11)),
                List.of(driver(3, 10, 2L)),
                List.of(),
                List.of(),
                FormerOwners.NONE);

        FleetUnit known = picture.byId(new UnitId(1)).orElseThrow();
        assertThat(known.vehicle()).isNull();
        assertThat(known.assignedAs()).isNull();
        assertThat(picture.vehicle(2).orElseThrow().driver()).isNull();
        assertThat(picture.forVehicle(2, Assignment.PRIMARY)).isEmpty();
    }

    @Test
    void unknownTimeZoneIsUtc() {
        Unit unit = unit(1, "i", null);
        unit.timezone = "Mars/Base";

        assertThat(picture(List.of(unit)).byImei("i").orElseThrow().timezone()).isEqualTo(ZoneOffset.UTC);
    }

    private static FleetIndex picture(List<Unit> units) {
        return FleetIndexBuilder.picture(units, List.of(), List.of(), List.of(), List.of(), FormerOwners.NONE);
    }

    private static Unit unit(long id, String imei, String serialNo) {
        Unit unit = new Unit();
        unit.id = id;
        unit.clientId = 10L;
        unit.imei = imei;
        unit.serialNo = serialNo;
        unit.name = "unit";
        unit.timezone = "UTC";
        return unit;
    }

    private static Vehicle vehicle(long id, long clientId) {
        Vehicle vehicle = new Vehicle();
        vehicle.id = id;
        vehicle.clientId = clientId;
        return vehicle;
    }

    private static Driver driver(long id, long clientId, Long vehicleId) {
        Driver driver = new Driver();
        driver.id = id;
        driver.clientId = clientId;
        driver.vehicleId = vehicleId;
        return driver;
    }

    private static Pool pool(long id, String name, long vehicleId) {
        Pool pool = new Pool();
        pool.id = id;
        pool.clientId = 10L;
        pool.name = name;
        pool.vehicleIds = Set.of(vehicleId);
        return pool;
    }
}
