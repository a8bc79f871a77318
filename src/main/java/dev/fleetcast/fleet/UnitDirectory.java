package dev.fleetcast.fleet;

import dev.fleetcast.access.UnitOwners;
import dev.fleetcast.registry.RegistryView;
import dev.fleetcast.telemetry.UnitId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The fleet in memory, as the registry was at its last reload. Every answer is a map look-up, safe on any thread; answers
 * given by two calls may stem from two pictures.
 */
@ApplicationScoped
public class UnitDirectory implements RegistryView, UnitOwners {

    private final EntityManager entities;
    private volatile FleetPicture picture = FleetPicture.EMPTY;

    UnitDirectory(EntityManager entities) {
        this.entities = entities;
    }

    /** Everything as of one moment. */
    FleetPicture picture() {
        return picture;
    }

    /** The unit that a Kafka record key names: an IMEI, else a serial number, else an id as text. Null names none. */
    public Optional<FleetUnit> byKey(String kafkaKey) {
        return picture.byKey(kafkaKey);
    }

    /** The unit of that number. */
    public Optional<FleetUnit> byId(UnitId id) {
        return picture.byId(id);
    }

    /** The unit with that IMEI. */
    public Optional<FleetUnit> byImei(String imei) {
        return picture.byImei(imei);
    }

    /** The unit with that serial number. */
    public Optional<FleetUnit> bySerialNo(String serialNo) {
        return picture.bySerialNo(serialNo);
    }

    /** The unit that plays that part in the vehicle. */
    public Optional<FleetUnit> forVehicle(long vehicleId, Assignment assignment) {
        return picture.forVehicle(vehicleId, assignment);
    }

    /** The units in the vehicle, in no promised order. */
    public List<FleetUnit> unitsOf(long vehicleId) {
        return picture.unitsOf(vehicleId);
    }

    /** The vehicle of that number. */
    public Optional<FleetVehicle> vehicle(long id) {
        return picture.vehicle(id);
    }

    /** The driver of that number. */
    public Optional<FleetDriver> driver(long id) {
        return picture.driver(id);
    }

    /** The pool of that number. */
    public Optional<FleetPool> pool(long id) {
        return picture.pool(id);
    }

    /** Every unit, by id. */
    public Collection<FleetUnit> units() {
        return picture.units();
    }

    @Override
    public OptionalLong clientOf(UnitId unit) {
        return byId(unit).map(known -> OptionalLong.of(known.clientId())).orElseGet(OptionalLong::empty);
    }

    @Override
    public void reload() {
        show(QuarkusTransaction.requiringNew().call(() -> {
            // The four queries must see the same moment.
            entities.createNativeQuery("set transaction isolation level repeatable read")
                    .executeUpdate();
            return FleetAssembly.picture(
                    Unit.listAll(Sort.by("id")),
                    Vehicle.listAll(Sort.by("id")),
                    Driver.listAll(Sort.by("id")),
                    Pool.list("from Pool p left join fetch p.vehicleIds order by p.id"));
        }));
    }

    /** Answers from {@code newer} from now on. */
    void show(FleetPicture newer) {
        picture = newer;
    }
}
