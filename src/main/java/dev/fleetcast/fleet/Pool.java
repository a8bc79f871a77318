package dev.fleetcast.fleet;

import dev.fleetcast.registry.RegistryId;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.util.HashSet;
import java.util.Set;

/** A group of vehicles of one client. */
@Entity
@Table(name = "pool")
public class Pool extends PanacheEntityBase {

    @Id
    @RegistryId
    public Long id;

    /** The {@link dev.fleetcast.access.user.Client} that owns it. */
    @Column(name = "client_id", nullable = false)
    public Long clientId;

    /** Unique within the client. */
    @Column(nullable = false, length = 200)
    public String name;

    /** {@link Vehicle}s of the same client. */
    @ElementCollection(fetch = FetchType.LAZY)
    @CollectionTable(name = "pool_vehicle", joinColumns = @JoinColumn(name = "pool_id"))
    @Column(name = "vehicle_id", nullable = false)
    public Set<Long> vehicleIds = new HashSet<>();
}
