package dev.fleetcast.access.user;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fleetcast.access.Roles;
import dev.fleetcast.registry.admin.OneLine;
import dev.fleetcast.registry.admin.RegistryForm;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A user in the administration API. The password is write-only: a change without one keeps it.
 *
 * @param id the registry's number
 * @param username the login name; unique
 * @param email the user's e-mail address
 * @param fullName the user's full name
 * @param password a new password; required for a new user
 * @param roles {@code admin}, {@code fleet_admin} and {@code publisher}; empty for a user who only watches
 * @param clientIds the clients whose fleets the user may see
 * @param enabled whether the user may log in; true by default
 * @param shared whether many end users share the account; false by default
 * @param mustChangePassword whether the user must replace the password before anything else; false by default, and after
 *     the user has done so
 */
@Schema(name = "User", description = "A person or a system that can log in.")
record UserAdminForm(
        @Positive @Max(MAX_ID) Long id,
        @NotBlank @OneLine @Size(max = 100) String username,

        @Email @OneLine @Size(max = 254) @Schema(examples = "ada@example.com", nullable = true)
        String email,

        @Schema(nullable = true) @OneLine @Size(max = 200) String fullName,

        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
        @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
        @Size(max = Passwords.MAX_BYTES)
        @Schema(writeOnly = true)
        String password,

        @Size(max = 10)
        Set<
                        @NotNull
                        @Pattern(
                                regexp = Roles.ADMIN + "|" + Roles.FLEET_ADMIN + "|" + Roles.PUBLISHER,
                                message = "must be admin, fleet_admin or publisher")
                        String>
                roles,

        @Size(max = 10_000) Set<@NotNull Long> clientIds,
        Boolean enabled,
        Boolean shared,
        Boolean mustChangePassword)
        implements RegistryForm {

    UserAdminForm {
        email = RegistryForm.textOrNull(email);
        fullName = RegistryForm.textOrNull(fullName);
        roles = roles == null ? Set.of() : roles;
        clientIds = clientIds == null ? Set.of() : clientIds;
        enabled = enabled == null || enabled;
        shared = shared != null && shared;
        mustChangePassword = mustChangePassword != null && mustChangePassword;
    }

    static UserAdminForm of(User user) {
        return new UserAdminForm(
                user.id,
                user.username,
                user.email,
                user.fullName,
                null,
                new TreeSet<>(user.roles),
                new TreeSet<>(user.clientIds),
                user.enabled,
                user.shared,
                user.mustChangePassword);
    }

    boolean administers() {
        return enabled && roles.contains(Roles.ADMIN);
    }

    @Override
    public String toString() {
        return "UserAdminForm[" + id + "]";
    }
}
