package dev.fleetcast.device.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fleetcast.access.SessionEnded;
import dev.fleetcast.access.SessionStart;
import dev.fleetcast.access.session.Sessions;
import dev.fleetcast.access.user.Account;
import dev.fleetcast.access.user.UserDirectory;
import dev.fleetcast.device.DeviceConfig;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.replica.Background;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Long-lived opaque tokens of users. Their deletion reaches every replica as the end of a session does; a new password,
 * and a disabled or deleted user, end them too.
 */
@ThreadSafe
@ApplicationScoped
class AccessTokens {

    private static final int REMEMBERED = 100_000;
    private static final Duration SWEEP = Duration.ofHours(1);
    /** Longer than any replica remembers a token without asking the database. */
    private static final Duration MEMORY = Duration.ofDays(2);

    private final TokenStore store;
    private final TokenThreads threads;
    private final Sessions sessions;
    private final UserDirectory users;
    private final DeviceConfig config;
    private final Clock clock = Clock.systemUTC();
    private final Background sweeper = new Background("fleetcast-access-token-sweep");
    private final Cache<TokenHash, AccessToken> good = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(Duration.ofHours(1))
            .build();
    /** A token that is not there will never be: it is stored before its client gets it. */
    private final Cache<TokenHash, Boolean> bad =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    AccessTokens(TokenStore store, TokenThreads threads, Sessions sessions, UserDirectory users, DeviceConfig config) {
        this.store = store;
        this.threads = threads;
        this.sessions = sessions;
        this.users = users;
        this.config = config;
    }

    /**
     * A token for its client.
     *
     * @param lifetime empty for ever
     */
    record Issued(String token, String refreshToken, Optional<Duration> lifetime) {

        @Override
        public String toString() {
            return "Issued";
        }
    }

    void start(@Observes StartupEvent starting) {
        sweeper.every(SWEEP, () -> store.sweep(clock.instant(), MEMORY));
    }

    void stop(@Observes ShutdownEvent stopping) {
        sweeper.close();
    }

    /** The token, if it is good; the registry and ended sessions must be loaded before. */
    Uni<Optional<AccessToken>> find(String token) {
        Optional<TokenHash> hash = TokenHash.of(token);
        if (hash.isEmpty() || bad.getIfPresent(hash.get()) != null) {
            return Uni.createFrom().item(Optional.empty());
        }
        AccessToken known = good.getIfPresent(hash.get());
        return known != null
                ? Uni.createFrom().item(Optional.of(known).filter(this::isLive))
                : threads.run(() -> look(hash.get()));
    }

    /** Whether the token is still good: neither expired nor deleted, and its user may log in. */
    boolean isLive(AccessToken token) {
        Instant now = clock.instant();
        return !token.isExpired(now)
                && users.enabled(token.userId()).isPresent()
                && !sessions.ended(token.id().session(), token.userId(), new SessionStart(now, token.generation()));
    }

    /** The clients that the token's user may see today. */
    Set<Long> clients(AccessToken token) {
        return isLive(token)
                ? users.enabled(token.userId()).map(Account::clients).orElse(Set.of())
                : Set.of();
    }

    /**
     * Issues a token to the user.
     *
     * @param lifetime empty for ever
     * @return fails with a 429 problem if the user has too many
     */
    Uni<Issued> issue(Account account, Optional<Duration> lifetime) {
        Minted minted = mint(lifetime);
        return threads.run(() -> {
            if (!store.add(minted.row, account.id(), account.sessionGeneration(), config.maxTokensPerUser())) {
                throw Problems.tooMany(
                        "This user has as many access tokens as one may have. Delete some with DELETE /v1/access_tokens.",
                        Duration.ofMinutes(1));
            }
            return minted.issued;
        });
    }

    /** Issues a token for a refresh token, which can be used once; empty if it is not good. */
    Uni<Optional<Issued>> refresh(String refreshToken, Optional<Duration> lifetime) {
        Optional<TokenHash> used = TokenHash.of(refreshToken);
        if (used.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        Minted minted = mint(lifetime);
        return threads.run(
                () -> store.refresh(used.get(), minted.row) ? Optional.of(minted.issued) : Optional.<Issued>empty());
    }

    /**
     * Deletes a token on every replica; false if there never was one.
     *
     * @return fails with a 503 problem if the database or Kafka do not answer; call it again
     */
    Uni<Boolean> delete(TokenHash id) {
        return threads.run(() -> store.end(id, clock.instant()))
                .chain(user -> user.isEmpty()
                        ? Uni.createFrom().item(false)
                        : tell(id, user.get()).replaceWith(true));
    }

    /** Deletes all tokens of the user on every replica; fails like {@link #delete}. */
    Uni<Void> deleteAll(long userId) {
        return threads.run(() -> store.endAll(userId, clock.instant()))
                .chain(ended -> Multi.createFrom()
                        .iterable(ended)
                        .onItem()
                        .transformToUniAndMerge(id -> tell(id, userId))
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    void forget(@Observes SessionEnded ended) {
        TokenHash.ofSession(ended.sessionId()).ifPresent(good::invalidate);
    }

    private Uni<Void> tell(TokenHash id, long userId) {
        return sessions.end(id.session(), userId);
    }

    private Optional<AccessToken> look(TokenHash id) throws SQLException {
        Optional<AccessToken> found = store.find(id);
        if (found.isEmpty()) {
            bad.put(id, true);
        }
        found.ifPresent(token -> good.put(id, token));
        return found.filter(this::isLive);
    }

    private record Minted(TokenStore.Issue row, Issued issued) {}

    private Minted mint(Optional<Duration> lifetime) {
        String token = TokenHash.newToken();
        String refresh = TokenHash.newToken();
        Instant now = clock.instant();
        Instant expiresAt = lifetime.map(now::plus).orElse(null);
        Instant refreshUntil = expiresAt == null ? null : expiresAt.plus(config.tokenLifetime());
        return new Minted(
                new TokenStore.Issue(
                        TokenHash.of(token).orElseThrow(),
                        TokenHash.of(refresh).orElseThrow(),
                        now,
                        expiresAt,
                        refreshUntil),
                new Issued(token, refresh, lifetime));
    }
}
