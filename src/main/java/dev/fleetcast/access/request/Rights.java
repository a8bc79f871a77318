package dev.fleetcast.access.request;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.user.Account;
import dev.fleetcast.access.user.ExternalUsers;
import dev.fleetcast.access.user.UserDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** The current rights of users: from the registry, or from the newest token for users of an external issuer. */
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
