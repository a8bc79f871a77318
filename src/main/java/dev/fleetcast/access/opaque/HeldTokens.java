package dev.fleetcast.access.opaque;

import dev.fleetcast.access.session.Sessions;
import dev.fleetcast.access.session.TokenSession;
import dev.fleetcast.replica.Background;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Asks the database about the tokens that streams of this replica belong to. A stream may have come from another replica
 * without its token, and may last longer than this replica remembers one.
 */
@ApplicationScoped
class HeldTokens {

    private static final Logger LOG = Logger.getLogger(HeldTokens.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    /** The user of a token that is not in the database any more. */
    private static final long NO_USER = 0;

    private final TokenStore store;
    private final Sessions sessions;
    private final Background background = new Background("fleetcast-held-tokens");

    HeldTokens(TokenStore store, Sessions sessions) {
        this.store = store;
        this.sessions = sessions;
    }

    void start(@Observes StartupEvent starting) {
        background.every(PAUSE, this::check);
    }

    void stop(@Observes ShutdownEvent stopping) {
        background.close();
    }

    void check() {
        try {
            for (TokenSession held : sessions.heldTokens()) {
                check(held);
            }
        } catch (SQLException away) {
            LOG.debug("The database does not answer; the next check tries again", away);
        }
    }

    private void check(TokenSession held) throws SQLException {
        Optional<AccessToken> found = store.find(new TokenHash(held.hash()));
        if (found.isPresent()) {
            found.get().learnedBy(sessions);
        } else {
            sessions.end(held.id(), NO_USER)
                    .subscribe()
                    .with(ended -> {}, unreachable -> LOG.debug("The next check tries again", unreachable));
        }
    }
}
