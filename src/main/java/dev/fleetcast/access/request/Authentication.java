package dev.fleetcast.access.request;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fleetcast.access.SessionStart;
import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.opaque.AccessToken;
import dev.fleetcast.access.opaque.AccessTokens;
import dev.fleetcast.access.request.RequestLogin.Credentials;
import dev.fleetcast.access.session.Sessions;
import dev.fleetcast.access.token.InvalidTokenException;
import dev.fleetcast.access.token.LoginToken;
import dev.fleetcast.access.token.LoginTokens;
import dev.fleetcast.access.user.Account;
import dev.fleetcast.access.user.EndUsers;
import dev.fleetcast.access.user.UserDirectory;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** Authenticates credentials and resolves the user's current rights. */
@ThreadSafe
@ApplicationScoped
class Authentication {

    /** Caches verified tokens: checking a signature is the most expensive part of a small request. */
    private static final int REMEMBERED_TOKENS = 20_000;

    private final LoginTokens tokens;
    private final ExternalTokens externalTokens;
    private final UserDirectory users;
    private final EndUsers endUsers;
    private final AccessTokens accessTokens;
    private final Sessions sessions;
    private final Clock clock = Clock.systemUTC();
    private final Cache<String, LoginToken> verified =
            Caffeine.newBuilder().maximumSize(REMEMBERED_TOKENS).build();

    @Inject
    Authentication(
            LoginTokens tokens,
            ExternalTokens externalTokens,
            UserDirectory users,
            EndUsers endUsers,
            AccessTokens accessTokens,
            Sessions sessions) {
        this.tokens = tokens;
        this.externalTokens = externalTokens;
        this.users = users;
        this.endUsers = endUsers;
        this.accessTokens = accessTokens;
        this.sessions = sessions;
    }

    /**
     * Authenticates the credentials and records the use of the session. Users and ended sessions must be loaded before.
     *
     * @return fails with {@link AuthenticationFailedException}, and with a 503 problem if the database cannot be asked
     *     about an access token
     */
    Uni<Login> login(Credentials credentials) {
        // Browsers get no access tokens, so none is in a cookie.
        if (!credentials.byCookie() && AccessTokens.isMeant(credentials.token())) {
            return accessTokens
                    .find(credentials.token())
                    .map(found -> found.filter(AccessToken::isLogin)
                            .map(this::service)
                            .orElseThrow(AuthenticationFailedException::new));
        }
        return externalTokens.enabled() && !tokens.claimsToBeOurs(credentials.token())
                ? externalTokens
                        .viewer(credentials.token())
                        .map(viewer -> new Login(live(viewer), Optional.empty(), credentials.byCookie(), false))
                : Uni.createFrom().item(() -> own(credentials));
    }

    private Login own(Credentials credentials) {
        LoginToken token = verify(credentials.token());
        boolean expired = token.expired(clock.instant());
        boolean outlived = credentials.evenExpired() && sessions.isOf(token.userId(), token.sessionId());
        if (expired && !outlived) {
            throw new AuthenticationFailedException();
        }
        Account account = users.enabled(token.userId()).orElseThrow(AuthenticationFailedException::new);
        if (sessions.ended(token.sessionId(), token.userId(), token.start())) {
            throw new AuthenticationFailedException();
        }
        Viewer viewer = viewer(account, token.sessionId(), token.endUserId());
        sessions.use(viewer.sessionId(), viewer.userId(), token.start());
        // An expired token is not renewed.
        return new Login(
                viewer,
                Optional.of(token).filter(valid -> !expired),
                credentials.byCookie(),
                account.mustChangePassword());
    }

    private Login service(AccessToken token) {
        Account account = users.enabled(token.userId()).orElseThrow(AuthenticationFailedException::new);
        token.learnedBy(sessions);
        return new Login(viewer(account, token.id().session(), Optional.empty()), Optional.empty(), false, false);
    }

    private Viewer viewer(Account account, String sessionId, Optional<String> endUserId) {
        return new Viewer(
                account.id(),
                account.username(),
                account.roles(),
                account.clients(),
                sessionId,
                endUsers.idToday(account, endUserId));
    }

    /** Accepts an expired token. */
    private LoginToken verify(String token) {
        LoginToken known = verified.getIfPresent(token);
        if (known != null) {
            return known;
        }
        try {
            LoginToken fresh = tokens.verifyAllButExpiry(token);
            verified.put(token, fresh);
            return fresh;
        } catch (InvalidTokenException invalid) {
            throw new AuthenticationFailedException(invalid);
        }
    }

    /** The start of an external issuer's session is unknown: it counts from the first token seen here. */
    private Viewer live(Viewer external) {
        SessionStart start = new SessionStart(clock.instant(), 0);
        if (sessions.ended(external.sessionId(), external.userId(), start)) {
            throw new AuthenticationFailedException();
        }
        sessions.use(external.sessionId(), external.userId(), start);
        return external;
    }
}
