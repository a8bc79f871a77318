package dev.fleetcast.access.request;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/**
 * The token of a request, from the {@code Authorization} header, else from the cookie.
 *
 * @param token empty for a header without a bearer token
 * @param byCookie whether the browser sent it automatically
 * @param evenExpired whether an expired token is accepted while its session lives
 */
public record Credentials(String token, boolean byCookie, boolean evenExpired) {

    private static final String SCHEME = "Bearer ";

    Credentials(String token, boolean byCookie) {
        this(token, byCookie, false);
    }

    /**
     * The same credentials for a browser that reconnects an {@code EventSource}. It cannot request a new token, so this
     * one stays valid as long as the session lives.
     */
    Credentials ofReconnect() {
        return new Credentials(token, byCookie, true);
    }

    static Optional<Credentials> of(HttpServerRequest request) {
        List<String> headers = request.headers().getAll(HttpHeaders.AUTHORIZATION);
        if (!headers.isEmpty()) {
            return Optional.of(new Credentials(headers.size() == 1 ? bearer(headers.get(0)) : "", false));
        }
        Cookie cookie = request.getCookie(LoginCookie.NAME);
        return cookie == null || cookie.getValue().isEmpty()
                ? Optional.empty()
                : Optional.of(new Credentials(cookie.getValue(), true));
    }

    private static String bearer(String header) {
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).strip()
                : "";
    }

    @Override
    public String toString() {
        return byCookie ? "Credentials[cookie]" : "Credentials[header]";
    }
}
