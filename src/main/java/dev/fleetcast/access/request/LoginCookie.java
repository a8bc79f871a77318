package dev.fleetcast.access.request;

import dev.fleetcast.access.AccessConfig;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;

/** The cookie with the login token, for browsers: an {@code EventSource} cannot send headers. */
@ApplicationScoped
public class LoginCookie {

    static final String NAME = "fleetcast_token";

    private final String sameSite;
    private final boolean alwaysSecure;

    @Inject
    LoginCookie(AccessConfig config) {
        this(
                config.cookie().sameSite(),
                config.publicUrl().map(url -> url.startsWith("https:")).orElse(false));
    }

    LoginCookie(AccessConfig.SameSite sameSite, boolean publicHttps) {
        String name = sameSite.name();
        this.sameSite = name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
        this.alwaysSecure = publicHttps || sameSite == AccessConfig.SameSite.NONE;
    }

    /** The {@code Set-Cookie} value that stores the token until the browser is closed; the token has its own expiry. */
    public String storing(String token, HttpServerRequest request) {
        return NAME + "=" + token + attributes(request);
    }

    /** The {@code Set-Cookie} value that removes the cookie. */
    public String clearing(HttpServerRequest request) {
        return NAME + "=; Max-Age=0" + attributes(request);
    }

    private String attributes(HttpServerRequest request) {
        boolean secure = alwaysSecure || "https".equals(request.scheme());
        return "; Path=/; HttpOnly; SameSite=" + sameSite + (secure ? "; Secure" : "");
    }
}
