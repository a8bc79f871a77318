package dev.fleetcast.access.user;

import dev.fleetcast.registry.admin.RegistryAdmin;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The users that the caller of a request administers. */
@ApplicationScoped
public class AdministeredUsers {

    private final RegistryAdmin admin;
    private final UserEditor kind;

    AdministeredUsers(RegistryAdmin admin, UserEditor kind) {
        this.admin = admin;
        this.kind = kind;
    }

    /** The user; empty for users of other companies too. Called within a transaction. */
    public Optional<User> find(long id) {
        return admin.find(kind, id);
    }
}
