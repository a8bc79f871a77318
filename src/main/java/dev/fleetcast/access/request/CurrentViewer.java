package dev.fleetcast.access.request;

import dev.fleetcast.access.Viewer;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;

/** The user of the current request, for resources that require a login ({@code @Authenticated}, {@code @RolesAllowed}). */
@RequestScoped
public class CurrentViewer {

    private final SecurityIdentity identity;

    CurrentViewer(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** @throws UnauthorizedException without a login */
    public Viewer viewer() {
        return login().viewer();
    }

    /** @throws UnauthorizedException without a login */
    public Login login() {
        Login login = identity.getAttribute(LoginMechanism.LOGIN);
        if (login == null) {
            throw new UnauthorizedException();
        }
        return login;
    }
}
