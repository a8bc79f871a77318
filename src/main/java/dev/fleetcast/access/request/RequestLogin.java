package dev.fleetcast.access.request;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/** The login of one request: authenticated once, protected against other sites, and renewed with the response. */
@ThreadSafe
@ApplicationScoped
public class RequestLogin {

    /** What a user with an initial password may do. */
    private static final Set<String> WITH_INITIAL_PASSWORD = Set.of("/api/v1/auth/password", "/api/v1/auth/logout");

    private final Authentication authentication;
    private final Origins origins;
    private final TokenRenewal renewal;
    private final Knowledge knowledge;

    RequestLogin(Authentication authentication, Origins origins, TokenRenewal renewal, Knowledge knowledge) {
        this.knowledge = knowledge;
        this.authentication = authentication;
        this.origins = origins;
        this.renewal = renewal;
    }

    /**
     * The viewer of a resource that does not require a login: empty without credentials, with an expired or invalid
     * cookie, and for a write by cookie that another site may have caused.
     *
     * @return fails with {@link AuthenticationFailedException} (a 401) for an invalid {@code Authorization} header, and
     *     with a 503 problem while this replica starts
     */
    public Uni<Optional<Viewer>> optional(RoutingContext request) {
        return optional(request, this::of, (credentials, failure) -> credentials.byCookie() && isRefusal(failure));
    }

    /**
     * The viewer of the request that opens a WebSocket, whose messages are writes without headers: empty without
     * credentials and with an expired or invalid cookie.
     *
     * @return fails like {@link #optional}, and with {@link ForbiddenException} for a cookie that no allowed page sent
     */
    public Uni<Optional<Viewer>> openingSocket(RoutingContext request) {
        return optional(
                request,
                this::ofWriter,
                (credentials, failure) -> credentials.byCookie() && failure instanceof AuthenticationFailedException);
    }

    /** The viewer of a write that has no effect on the viewer's behalf: empty without credentials and with invalid ones. */
    public Uni<Optional<Viewer>> presented(RoutingContext request) {
        return optional(request, this::ofHarmless, (credentials, failure) -> true);
    }

    /**
     * The viewer of a login token that arrived on an open WebSocket; the token is not renewed.
     *
     * @return fails like {@link #optional} with an invalid header
     */
    public Uni<Viewer> byToken(String token) {
        return onContext(knowledge
                        .soon(View.REGISTRY, View.SESSIONS)
                        .chain(() -> authentication.login(new Credentials(token, false)))
                        .invoke(login -> refuseUntilPasswordIsChanged(login, "")))
                .map(Login::viewer);
    }

    /** Whether a cookie, which browsers send automatically, is the request's only credential. */
    public static boolean isByCookie(RoutingContext request) {
        return Credentials.of(request.request()).filter(Credentials::byCookie).isPresent();
    }

    private static Uni<Optional<Viewer>> optional(
            RoutingContext request,
            BiFunction<RoutingContext, Credentials, Uni<Login>> check,
            BiPredicate<Credentials, Throwable> countsAsAnonymous) {
        Optional<Credentials> credentials = Credentials.of(request.request());
        if (credentials.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return check.apply(request, credentials.get())
                .map(login -> Optional.of(login.viewer()))
                .onFailure(failure -> countsAsAnonymous.test(credentials.get(), failure))
                .recoverWithItem(Optional.empty());
    }

    /**
     * Authenticates the credentials; emits on the caller's Vert.x context.
     *
     * @return fails like {@link Authentication#login}, with a 503 problem while users and ended sessions are not
     *     loaded, and with {@link ForbiddenException} for a write by cookie that another site may have caused, and for
     *     users who must change their password first
     */
    Uni<Login> of(RoutingContext request, Credentials credentials) {
        return onContext(login(request, credentials)).invoke(login -> {
            if (mayBeCausedByOthers(request, login)) {
                throw new ForbiddenException("A write by cookie must come from an allowed origin.");
            }
            renewal.withResponse(request, login);
        });
    }

    /** Like {@link #of}, for a write that other sites may cause too, since it has no effect on the user's behalf. */
    private Uni<Login> ofHarmless(RoutingContext request, Credentials credentials) {
        return onContext(login(request, credentials)).invoke(login -> {
            if (!mayBeCausedByOthers(request, login)) {
                renewal.withResponse(request, login);
            }
        });
    }

    /**
     * Like {@link #of}, for a request after which the client's commands are writes on the user's behalf: fails with
     * {@link ForbiddenException} for a cookie unless an allowed page sent it.
     */
    private Uni<Login> ofWriter(RoutingContext request, Credentials credentials) {
        return credentials.byCookie() && !origins.isOfAllowedPage(request.request())
                ? Uni.createFrom()
                        .failure(new ForbiddenException("A login by cookie must come from an allowed origin."))
                : of(request, credentials);
    }

    private Uni<Login> login(RoutingContext request, Credentials credentials) {
        // A 503 would end a browser's EventSource for good, so it waits without a timeout; so does the same stream on a
        // WebSocket.
        Uni<Void> known = opensStream(request.request())
                ? knowledge.of(View.REGISTRY, View.SESSIONS)
                : knowledge.soon(View.REGISTRY, View.SESSIONS);
        return known.chain(() -> authentication.login(credentials))
                .invoke(login -> refuseUntilPasswordIsChanged(login, request.normalizedPath()));
    }

    private static void refuseUntilPasswordIsChanged(Login login, String path) {
        if (login.passwordFirst() && !WITH_INITIAL_PASSWORD.contains(path)) {
            throw new ForbiddenException("Change the password first, with POST /api/v1/auth/password.");
        }
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof AuthenticationFailedException || failure instanceof ForbiddenException;
    }

    private static boolean opensStream(HttpServerRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        boolean isEventSource = accepted != null && accepted.contains(MediaType.SERVER_SENT_EVENTS);
        boolean isWebSocket = "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
        return request.method() == HttpMethod.GET && (isEventSource || isWebSocket);
    }

    private boolean mayBeCausedByOthers(RoutingContext request, Login login) {
        return login.byCookie() && !origins.mayWrite(request.request());
    }

    /** Emits on the caller's Vert.x context, if it has one. */
    static <T> Uni<T> onContext(Uni<T> result) {
        Context context = Vertx.currentContext();
        return context == null
                ? result
                : result.emitOn(task -> {
                    if (Vertx.currentContext() == context) {
                        task.run();
                    } else {
                        context.runOnContext(ignored -> task.run());
                    }
                });
    }

    /**
     * The token of a request, from the {@code Authorization} header, else from the cookie.
     *
     * @param token empty for a header without a bearer token
     * @param byCookie whether the browser sent it automatically
     * @param evenExpired whether an expired token is accepted while its session lives
     */
    record Credentials(String token, boolean byCookie, boolean evenExpired) {

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
}
