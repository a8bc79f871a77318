package dev.fleetcast.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds out who makes a request, where the answer depends on what is asked for; safe for use by any thread. */
@ApplicationScoped
public class Callers {

    private final RequestLogin logins;
    private final DeviceTokens devices;

    Callers(RequestLogin logins, DeviceTokens devices) {
        this.logins = logins;
        this.devices = devices;
    }

    /**
     * The caller by the {@code Authorization} header, else by the cookie.
     *
     * @return fails with {@link AuthenticationFailedException} (a 401) for what is not valid, with {@link
     *     ForbiddenException} for a write by cookie that another site may have caused, and with a 503 problem while this
     *     replica starts
     */
    public Uni<Caller> of(RoutingContext request) {
        return shownBy(request, Credentials.of(request.request()));
    }

    /** As {@link #of}, where nothing needs to be shown: a cookie, which browsers send of their own accord, is not looked at. */
    public Uni<Caller> byHeader(RoutingContext request) {
        return shownBy(request, Credentials.of(request.request()).filter(credentials -> !credentials.byCookie()));
    }

    private Uni<Caller> shownBy(RoutingContext request, Optional<Credentials> credentials) {
        if (credentials.isEmpty()) {
            return Uni.createFrom().item(Caller.NOBODY);
        }
        Credentials shown = credentials.get();
        return !shown.byCookie() && DeviceTokens.isMeant(shown.token())
                ? Uni.createFrom().item(() -> Caller.device(device(shown.token())))
                : logins.of(request, shown).map(login -> Caller.user(login.viewer()));
    }

    private DeviceLogin device(String token) {
        try {
            return devices.verify(token);
        } catch (InvalidTokenException invalid) {
            throw new AuthenticationFailedException(invalid);
        }
    }
}
