package dev.fleetcast.fleet;

import dev.fleetcast.registry.RegistryId;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;

/** A person who drives vehicles. */
@Entity
@Table(name = "driver")
public class Driver extends PanacheEntityBase {

    @Id
    @RegistryId
    public Long id;

    /** The {@link dev.fleetcast.access.user.Client} the driver works for. */
    @Column(name = "client_id", nullable = false)
    public Long clientId;

    @Column(nullable = false, length = 200)
    public String name;

    /** The identification tag, or null. */
    @Column(name = "tag_no", length = 50)
    public String tagNo;

    /** The driver's current {@link Vehicle}, of the same client, or null; unique. */
    @Column(name = "vehicle_id")
    public Long vehicleId;

    public static Optional<Driver> inVehicle(Long vehicleId) {
        return find("vehicleId", vehicleId).firstResultOptional();
    }
}
