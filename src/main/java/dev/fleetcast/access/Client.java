package dev.fleetcast.access;

import dev.fleetcast.registry.RegistryId;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A company whose fleet is followed; every unit, vehicle, driver and pool belongs to exactly one. */
@Entity
@Table(name = "client")
public class Client extends PanacheEntityBase {

    @Id
    @RegistryId
    public Long id;

    /** Unique; at most 200 characters. */
    @Column(nullable = false, unique = true, length = 200)
    public String name;

    /** A disabled client's fleet is seen by nobody. */
    @Column(nullable = false)
    public boolean enabled = true;
}
