package dev.fleetcast.access.opaque;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fleetcast.access.SessionEnded;
import dev.fleetcast.access.SessionStart;
import dev.fleetcast.access.session.Sessions;
import dev.fleetcast.access.user.Account;
import dev.fleetcast.access.user.UserDirectory;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.registry.RegistryWatch;
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
public class AccessTokens {

    private static final int REMEMBERED = 100_000;
    private static final Duration SWEEP = Duration.ofHours(1);
    /** Longer than any replica remembers a token without asking the database. */
    private static final Duration MEMORY = Duration.ofDays(2);

    private final TokenStore store;
    private final TokenThreads threads;
    private final Sessions sessions;
    private final UserDirectory users;
    private final RegistryWatch registry;
    private final TokenUses uses;
    private final Clock clock = Clock.systemUTC();
    private final Background sweeper = new Background("fleetcast-access-token-sweep");
    private final Cache<TokenHash, AccessToken> good = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(Duration.ofHours(1))
            .build();
    /** A token that is not there will never be: it is stored before its client gets it. */
    private final Cache<TokenHash, Boolean> bad =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    AccessTokens(
            TokenStore store,
            TokenThreads threads,
            Sessions sessions,
            UserDirectory users,
            RegistryWatch registry,
            TokenUses uses) {
        this.store = store;
        this.threads = threads;
        this.sessions = sessions;
        this.users = users;
        this.registry = registry;
        this.uses = uses;
    }

    /**
     * A token for its client.
     *
     * @param lifetime empty for ever
     */
    public record Issued(String token, String refreshToken, Optional<Duration> lifetime) {

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

    /** Whether the text has the form of a token. */
    public static boolean isMeant(String text) {
        return TokenHash.of(text).isPresent();
    }

    /**
     * The token, if it is good; emits on any thread. The registry and ended sessions must be loaded before.
     *
     * @return fails with a 503 problem if the database does not answer in time
     */
    public Uni<Optional<AccessToken>> find(String token) {
        return good(token).invoke(found -> found.ifPresent(good -> uses.note(good, clock.instant())));
    }

    private Uni<Optional<AccessToken>> good(String token) {
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
    public boolean isLive(AccessToken token) {
        Instant now = clock.instant();
        return !token.isExpired(now)
                && users.enabled(token.userId())
                        .filter(user -> !user.mustChangePassword())
                        .isPresent()
                && !sessions.ended(token.id().session(), token.userId(), new SessionStart(now, token.generation()));
    }

    /** The clients that the token's user may see today. */
    public Set<Long> clients(AccessToken token) {
        return isLive(token)
                ? users.enabled(token.userId()).map(Account::clients).orElse(Set.of())
                : Set.of();
    }

    /**
     * Issues a token for the device API to the user.
     *
     * @return fails with a 429 problem if the user has too many
     */
    public Uni<Issued> issue(Account account, TokenTerms terms) {
        Minted minted = mint(terms);
        return threads.run(() -> {
            if (!store.add(minted.row, account.id(), account.sessionGeneration(), terms.mostPerUser())) {
                throw Problems.tooMany(
                        "This user has as many access tokens as one may have. Delete some with DELETE /v1/access_tokens.",
                        Duration.ofMinutes(1));
            }
            return minted.issued;
        });
    }

    /** Issues a token for a refresh token, which can be used once; empty if it is not good. */
    public Uni<Optional<Issued>> refresh(String refreshToken, TokenTerms terms) {
        Optional<TokenHash> used = TokenHash.of(refreshToken);
        if (used.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        Minted minted = mint(terms);
        return threads.run(
                () -> store.refresh(used.get(), minted.row) ? Optional.of(minted.issued) : Optional.<Issued>empty());
    }

    /**
     * Deletes a token on every replica; false if there never was one.
     *
     * @return fails with a 503 problem if the database or Kafka do not answer; call it again
     */
    public Uni<Boolean> delete(TokenHash id) {
        return threads.run(() -> store.end(id, clock.instant()))
                .chain(user -> user.isEmpty()
                        ? Uni.createFrom().item(false)
                        : tell(id, user.get()).replaceWith(true));
    }

    /** Deletes all tokens of the user for the device API on every replica; fails like {@link #delete}. */
    public Uni<Void> deleteAll(long userId) {
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
        found.ifPresent(token -> {
            good.put(id, token);
            if (!knowsUserOf(token)) {
                registry.refresh();
            }
        });
        return found.filter(this::isLive);
    }

    /** Whether this replica has read the registry since the token was issued, as far as the token tells. */
    private boolean knowsUserOf(AccessToken token) {
        return users.enabled(token.userId())
                .filter(user -> user.sessionGeneration() >= token.generation())
                .isPresent();
    }

    private record Minted(TokenStore.Issue row, Issued issued) {}

    private Minted mint(TokenTerms terms) {
        String token = TokenHash.newToken();
        String refresh = TokenHash.newToken();
        Instant now = clock.instant();
        Instant expiresAt = terms.lifetime().map(now::plus).orElse(null);
        Instant refreshUntil = expiresAt == null ? null : expiresAt.plus(terms.refreshable());
        return new Minted(
                new TokenStore.Issue(
                        TokenHash.of(token).orElseThrow(),
                        TokenHash.of(refresh).orElseThrow(),
                        now,
                        expiresAt,
                        refreshUntil),
                new Issued(token, refresh, terms.lifetime()));
    }
}
