package dev.fleetcast.access.request;

import dev.fleetcast.access.Roles;
import dev.fleetcast.access.Viewer;
import dev.fleetcast.registry.AdminScope;
import jakarta.enterprise.context.ApplicationScoped;

/** Administrators of the deployment administer the whole registry, all others what belongs to their companies. */
@ApplicationScoped
class CallerScope implements AdminScope.Source {

    private final CurrentViewer current;

    CallerScope(CurrentViewer current) {
        this.current = current;
    }

    @Override
    public AdminScope ofCaller() {
        Viewer viewer = current.viewer();
        return viewer.roles().contains(Roles.ADMIN) ? AdminScope.WHOLE : AdminScope.of(viewer.clientIds());
    }
}
