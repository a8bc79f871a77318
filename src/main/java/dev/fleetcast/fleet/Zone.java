package dev.fleetcast.fleet;

import dev.fleetcast.registry.RegistryId;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The name of a zone, which the devices of a client report by number. */
@Entity
@Table(name = "zone")
public class Zone extends PanacheEntityBase {

    @Id
    @RegistryId
    public Long id;

    /** The {@link dev.fleetcast.access.user.Client} whose devices report it. */
    @Column(name = "client_id", nullable = false)
    public Long clientId;

    /** The number in event codes such as {@code ZONE:ENTER:12}; unique within the client. */
    @Column(nullable = false)
    public Long number;

    @Column(nullable = false, length = 200)
    public String name;
}
