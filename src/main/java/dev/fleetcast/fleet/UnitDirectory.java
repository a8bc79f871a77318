package dev.fleetcast.fleet;

import dev.fleetcast.access.UnitOwners;
import dev.fleetcast.registry.RegistryView;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hibernate.Session;

/**
 * The fleet in memory, as of the registry's last reload. Each query is a map lookup; two calls may see different
 * snapshots.
 */
@ThreadSafe
@ApplicationScoped
public class UnitDirectory implements RegistryView, UnitOwners {

    private final EntityManager entities;
    private volatile FleetIndex picture = FleetIndex.EMPTY;

    UnitDirectory(EntityManager entities) {
        this.entities = entities;
    }

    /** The current snapshot. */
    public FleetIndex picture() {
        return picture;
    }

    /** The unit named by a Kafka record key: an IMEI, else a serial number, else an id as text. Empty for null. */
    public Optional<FleetUnit> byKey(String kafkaKey) {
        return picture.byKey(kafkaKey);
    }

    /** The unit with that id. */
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

    /** The unit with that assignment in the vehicle. */
    public Optional<FleetUnit> forVehicle(long vehicleId, Assignment assignment) {
        return picture.forVehicle(vehicleId, assignment);
    }

    /** The units in the vehicle, in no particular order. */
    public List<FleetUnit> unitsOf(long vehicleId) {
        return picture.unitsOf(vehicleId);
    }

    /** The vehicle with that id. */
    public Optional<FleetVehicle> vehicle(long id) {
        return picture.vehicle(id);
    }

    /** The driver with that id. */
    public Optional<FleetDriver> driver(long id) {
        return picture.driver(id);
    }

    /** The pool with that id. */
    public Optional<FleetPool> pool(long id) {
        return picture.pool(id);
    }

    /** All units, by id. */
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
            // The queries must see the same snapshot.
            entities.createNativeQuery("set transaction isolation level repeatable read")
                    .executeUpdate();
            return FleetIndexBuilder.picture(
                    Unit.listAll(Sort.by("id")),
                    Vehicle.listAll(Sort.by("id")),
                    Driver.listAll(Sort.by("id")),
                    Pool.list("from Pool p left join fetch p.vehicleIds order by p.id"),
                    Zone.listAll(Sort.by("id")),
                    formerOwners());
        }));
    }

    private FormerOwners formerOwners() {
        return new FormerOwners(entities.unwrap(Session.class)
                .createNativeQuery("select number, client_id, until from former_owner", FormerOwners.FormerOwner.class)
                .getResultList());
    }

    /** Replaces the snapshot. */
    void show(FleetIndex newer) {
        picture = newer;
    }
}
