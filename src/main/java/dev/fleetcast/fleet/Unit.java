package dev.fleetcast.fleet;

import dev.fleetcast.registry.RegistryId;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Optional;

/** A tracking device. */
@Entity
@Table(name = "unit")
public class Unit extends PanacheEntityBase {

    @Id
    @RegistryId
    public Long id;

    /** The {@link dev.fleetcast.access.user.Client} that owns it. */
    @Column(name = "client_id", nullable = false)
    public Long clientId;

    /** Unique; 14 to 16 digits, or null. */
    @Column(length = 20)
    public String imei;

    /** Unique; or null. */
    @Column(name = "serial_no", length = 50)
    public String serialNo;

    @Column(nullable = false, length = 200)
    public String name;

    @Column(name = "stock_no", length = 50)
    public String stockNo;

    @Column(nullable = false, length = 50)
    public String status;

    /** The id of a time zone. */
    @Column(nullable = false, length = 50)
    public String timezone;

    /** The {@link Vehicle} it is in, of the same client, or null. */
    @Column(name = "vehicle_id")
    public Long vehicleId;

    /** Its {@link Assignment} there, by name; unique within the vehicle, null without one. */
    @Column(name = "assigned_as", length = 10)
    public String assignedAs;

    public static List<Unit> inVehicle(Long vehicleId) {
        return list("vehicleId", vehicleId);
    }

    public static Optional<Unit> inVehicle(Long vehicleId, String assignedAs) {
        return find("vehicleId = ?1 and assignedAs = ?2", vehicleId, assignedAs).firstResultOptional();
    }

    public void assign(Long vehicleId, String assignedAs) {
        this.vehicleId = vehicleId;
        this.assignedAs = assignedAs;
    }
}
