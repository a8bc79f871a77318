package dev.fleetcast.access.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.access.Roles;
import dev.fleetcast.registry.AdminScope;
import dev.fleetcast.registry.admin.Findings;
import dev.fleetcast.registry.admin.MatchKey;
import dev.fleetcast.registry.admin.RegistryEditor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Validates and stores users. The last administrator who can log in cannot be removed. */
@ApplicationScoped
class UserEditor implements RegistryEditor<User, UserAdminForm> {

    private static final String LAST_ADMIN = "belongs to the last administrator who can log in";

    private final PreparedHashes hashes;
    private final PasswordRules rules;

    UserEditor(PreparedHashes hashes, PasswordRules rules) {
        this.hashes = hashes;
        this.rules = rules;
    }

    @Override
    public Class<User> entityType() {
        return User.class;
    }

    @Override
    public Class<UserAdminForm> formType() {
        return UserAdminForm.class;
    }

    @Override
    public List<MatchKey> keys() {
        return List.of(MatchKey.unique("username", "username"));
    }

    @Override
    public List<MatchKey> unique() {
        return keys();
    }

    @Override
    public List<String> searched() {
        return List.of("username", "email", "fullName");
    }

    @Override
    public User blank(Long id) {
        User user = new User();
        user.id = id;
        return user;
    }

    @Override
    public UserAdminForm form(User user) {
        return UserAdminForm.of(user);
    }

    /** Users with rights beyond the companies, or with other companies, are not theirs. */
    @Override
    public String ownedBy() {
        return "e.clientIds is not empty"
                + " and not exists (select u.id from User u join u.clientIds c where u.id = e.id and c not in :clients)"
                + " and not exists (select u.id from User u join u.roles r where u.id = e.id and r <> '"
                + Roles.FLEET_ADMIN + "')";
    }

    @Override
    public String ofClient() {
        return ":client member of e.clientIds";
    }

    @Override
    public void beforeImport(List<ObjectNode> rows) {
        hashes.prepare(rows.stream()
                .filter(row -> row.path("password").isTextual())
                .map(row -> row.path("password").asText())
                .filter(password -> !password.isBlank()
                        && rules.complaintOfAdministrator(password, "").isEmpty())
                .toList());
    }

    @Override
    public void check(UserAdminForm form, User stored, AdminScope scope, Findings findings) {
        if (!scope.includes(form.clientIds())
                || Client.count("id in ?1", form.clientIds())
                        != form.clientIds().size()) {
            findings.invalid("client_ids", "must all exist");
        }
        if (!scope.whole()) {
            checkOfCompany(form, stored, findings);
        }
        checkPassword(form, stored, findings);
        if (form.shared() && form.mustChangePassword()) {
            findings.invalid("must_change_password", "cannot be set for a shared account");
        }
        if (stored != null && isLastAdmin(stored) && !form.administers()) {
            findings.conflict(form.enabled() ? "roles" : "enabled", LAST_ADMIN);
        }
    }

    /** What the administrator of a company may not do: raise rights, or take a name by which another logs in. */
    private static void checkOfCompany(UserAdminForm form, User stored, Findings findings) {
        if (form.clientIds().isEmpty()) {
            findings.invalid("client_ids", "is required");
        }
        if (!Set.of(Roles.FLEET_ADMIN).containsAll(form.roles())) {
            findings.invalid("roles", "may only contain fleet_admin, unless an administrator sets them");
        }
        if (form.shared() && (stored == null || !stored.shared)) {
            findings.invalid("shared", "can only be set by an administrator");
        }
        Long id = stored == null ? Long.valueOf(0) : stored.id;
        if (User.count("lower(email) = lower(?1) and id <> ?2", form.username(), id) > 0) {
            findings.conflict("username", "is already in use");
        }
        boolean newEmail =
                form.email() != null && (stored == null || !form.email().equals(stored.email));
        if (newEmail && User.count("(lower(email) = lower(?1) or username = ?1) and id <> ?2", form.email(), id) > 0) {
            findings.conflict("email", "is already in use");
        }
    }

    private void checkPassword(UserAdminForm form, User stored, Findings findings) {
        if (form.password() != null) {
            rules.complaintOfAdministrator(form.password(), form.username())
                    .ifPresent(complaint -> findings.invalid("password", complaint));
        } else if (stored == null) {
            findings.invalid("password", "is required");
        }
    }

    private static boolean isLastAdmin(User user) {
        return user.enabled
                && user.roles.contains(Roles.ADMIN)
                && User.count("enabled and id <> ?1 and ?2 member of roles", user.id, Roles.ADMIN) == 0;
    }

    @Override
    public void apply(UserAdminForm form, User user) {
        user.username = form.username();
        user.email = form.email();
        user.fullName = form.fullName();
        user.enabled = form.enabled();
        user.shared = form.shared();
        user.mustChangePassword = form.mustChangePassword();
        user.roles.retainAll(form.roles());
        user.roles.addAll(form.roles());
        user.clientIds.retainAll(form.clientIds());
        user.clientIds.addAll(form.clientIds());
        if (form.password() != null) {
            user.passwordHash = hashes.take(form.password());
        }
    }

    @Override
    public void beforeRemoval(User user, Findings findings) {
        if (isLastAdmin(user)) {
            findings.conflict("roles", LAST_ADMIN);
        }
    }
}
