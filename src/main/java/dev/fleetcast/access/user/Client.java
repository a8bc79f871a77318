package dev.fleetcast.access.user;

import dev.fleetcast.registry.RegistryId;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A company whose fleet is tracked; every unit, vehicle, driver and pool belongs to exactly one client. */
@Entity
@Table(name = "client")
public class Client extends PanacheEntityBase {

    @Id
    @RegistryId
    public Long id;

    /** Unique; at most 200 characters. */
    @Column(nullable = false, unique = true, length = 200)
    public String name;

    /** The fleet of a disabled client is visible to no user. */
    @Column(nullable = false)
    public boolean enabled = true;
}
