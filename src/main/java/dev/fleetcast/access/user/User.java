package dev.fleetcast.access.user;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.fleetcast.access.Roles;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A person or a system that can log in. */
@Entity
@Table(name = "app_user")
public class User extends PanacheEntityBase {

    /** The maximum length of a user name or e-mail address, in characters. */
    public static final int MAX_NAME = 254;

    @Id
    @RegistryId
    public Long id;

    /** Unique; at most 100 characters. */
    @Column(nullable = false, unique = true, length = 100)
    public String username;

    @Column(length = 254)
    public String email;

    @Column(name = "full_name", length = 200)
    public String fullName;

    /** The hash from {@link Passwords#hash}. */
    @JsonIgnore
    @Column(name = "password_hash", nullable = false, length = 200)
    public String passwordHash;

    /** A disabled user cannot log in, and the user's sessions end. */
    @Column(nullable = false)
    public boolean enabled = true;

    /**
     * The current generation of the user's sessions; sessions of earlier generations have ended. The database
     * increments it with a new password, whenever the user is disabled or enabled, and when the user must change the
     * password.
     */
    @JsonIgnore
    @Column(name = "session_generation", nullable = false, insertable = false, updatable = false)
    public long sessionGeneration;

    /** Whether many end users share the account; each has an id of its own. */
    @Column(nullable = false)
    public boolean shared;

    /** Whether the password is an initial one: the user can do nothing but replace it. */
    @Column(name = "must_change_password", nullable = false)
    public boolean mustChangePassword;

    /** {@link Roles}. */
    @ElementCollection(fetch = FetchType.LAZY)
    @CollectionTable(name = "user_role", joinColumns = @JoinColumn(name = "user_id"))
    @Column(name = "role", nullable = false, length = 50)
    public Set<String> roles = new HashSet<>();

    /** The clients whose fleets the user may see. */
    @ElementCollection(fetch = FetchType.LAZY)
    @CollectionTable(name = "user_client", joinColumns = @JoinColumn(name = "user_id"))
    @Column(name = "client_id", nullable = false)
    public Set<Long> clientIds = new HashSet<>();

    /** The user with that name, enabled or not. */
    public static Optional<User> byUsername(String username) {
        return find("username", username).firstResultOptional();
    }

    /**
     * The user with that name, enabled or not, else the only enabled user with that e-mail address, ignoring case. An
     * address shared by several users matches none of them.
     */
    public static Optional<User> byUsernameOrEmail(String name) {
        List<User> found = User.<User>find(
                        "username = ?1 or (enabled and lower(email) = lower(?1))"
                                + " order by case when username = ?1 then 0 else 1 end",
                        name)
                .page(0, 2)
                .list();
        boolean byName = !found.isEmpty() && found.get(0).username.equals(name);
        return byName || found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }
}
