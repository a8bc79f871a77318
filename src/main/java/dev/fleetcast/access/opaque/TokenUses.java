package dev.fleetcast.access.opaque;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Notes the last use of service accounts' tokens, at most once a minute for each. */
@ThreadSafe
@ApplicationScoped
class TokenUses {

    private static final Logger LOG = Logger.getLogger(TokenUses.class);
    private static final int REMEMBERED = 10_000;

    private final TokenStore store;
    private final TokenThreads threads;
    private final Cache<TokenHash, Boolean> noted = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    TokenUses(TokenStore store, TokenThreads threads) {
        this.store = store;
        this.threads = threads;
    }

    void note(AccessToken token, Instant now) {
        if (token.isLogin() && noted.asMap().putIfAbsent(token.id(), true) == null) {
            threads.run(() -> store.used(token.id(), now))
                    .subscribe()
                    .with(done -> {}, away -> LOG.debug("A later use is noted", away));
        }
    }
}
