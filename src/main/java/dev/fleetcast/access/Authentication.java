package dev.fleetcast.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** Turns credentials into a login, with the rights of today; safe for use by any thread. */
@ApplicationScoped
class Authentication {

    /** Checking a signature costs more than everything else on the way of a small request. */
    private static final int REMEMBERED_TOKENS = 20_000;

    private final LoginTokens tokens;
    private final ExternalTokens externalTokens;
    private final UserDirectory users;
    private final EndUsers endUsers;
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
            Sessions sessions) {
        this.tokens = tokens;
        this.externalTokens = externalTokens;
        this.users = users;
        this.endUsers = endUsers;
        this.sessions = sessions;
    }

    /**
     * The login behind the credentials, once users and ended sessions are known; the use of its session is noted.
     *
     * @return fails with {@link AuthenticationFailedException}
     */
    Uni<Login> login(Credentials credentials) {
        return externalTokens.enabled() && !tokens.claimsToBeOurs(credentials.token())
                ? externalTokens
                        .viewer(credentials.token())
                        .map(viewer -> new Login(live(viewer), Optional.empty(), credentials.byCookie()))
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
        Viewer viewer = new Viewer(
                account.id(),
                account.username(),
                account.roles(),
                account.clients(),
                token.sessionId(),
                endUsers.idToday(account, token.endUserId()));
        sessions.use(viewer.sessionId(), viewer.userId(), token.start());
        // No expired token becomes a fresh one.
        return new Login(viewer, Optional.of(token).filter(valid -> !expired), credentials.byCookie());
    }

    /** It may be expired. */
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

    /** When another issuer's session was opened is not known: it counts from its first token here. */
    private Viewer live(Viewer external) {
        SessionStart start = new SessionStart(clock.instant(), 0);
        if (sessions.ended(external.sessionId(), external.userId(), start)) {
            throw new AuthenticationFailedException();
        }
        sessions.use(external.sessionId(), external.userId(), start);
        return external;
    }
}
