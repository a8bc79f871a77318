package dev.fleetcast.fleet;

import dev.fleetcast.registry.RegistryId;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A vehicle, tracked by the units in it. */
@Entity
@Table(name = "vehicle")
public class Vehicle extends PanacheEntityBase {

    @Id
    @RegistryId
    public Long id;

    /** The {@link dev.fleetcast.access.user.Client} that owns it. */
    @Column(name = "client_id", nullable = false)
    public Long clientId;

    /** The registration plate. */
    @Column(name = "reg_no", nullable = false, length = 50)
    public String regNo;

    /** The client's own number for it, or null. */
    @Column(name = "fleet_no", length = 50)
    public String fleetNo;

    @Column(length = 50)
    public String vin;

    @Column(name = "engine_no", length = 50)
    public String engineNo;

    /** Its icon on maps, or null. */
    @Column(name = "icon_name", length = 100)
    public String iconName;
}
