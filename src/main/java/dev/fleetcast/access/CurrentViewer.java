package dev.fleetcast.access;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** The user behind the request at hand. */
@RequestScoped
public class CurrentViewer {

    /**
     * The authenticated viewer; for resources that demand a login ({@code @Authenticated}, {@code @RolesAllowed}).
     *
     * @throws io.quarkus.security.UnauthorizedException without a login
     */
    public Viewer viewer() {
        throw new UnsupportedOperationException();
    }

    /**
     * The viewer where a login is not demanded: empty without credentials and with a stale or bad cookie.
     *
     * @return fails with {@link io.quarkus.security.AuthenticationFailedException} (a 401) for a bad {@code Authorization} header
     */
    public Uni<Optional<Viewer>> optional(RoutingContext request) {
        throw new UnsupportedOperationException();
    }
}
