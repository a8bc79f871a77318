package dev.fleetcast.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** What users may do today: those of the registry as it says now, those of another issuer as their newest token says. */
@ApplicationScoped
class Rights {

    private final UserDirectory users;
    private final ExternalUsers externalUsers;

    Rights(UserDirectory users, ExternalUsers externalUsers) {
        this.users = users;
        this.externalUsers = externalUsers;
    }

    boolean enabled(Viewer viewer) {
        return ExternalUsers.isExternal(viewer.userId())
                || users.enabled(viewer.userId()).isPresent();
    }

    Set<Long> clientsToday(Viewer viewer) {
        return ExternalUsers.isExternal(viewer.userId())
                ? externalUsers.newestOf(viewer).clientIds()
                : users.enabled(viewer.userId()).map(Account::clients).orElse(Set.of());
    }
}
