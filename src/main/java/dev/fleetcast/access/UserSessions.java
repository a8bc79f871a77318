package dev.fleetcast.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The sessions a user may see and end: of an account that many share only the one at hand. */
@ApplicationScoped
class UserSessions {

    private static final int MAX_SHOWN = 100;

    private final Sessions sessions;
    private final UserDirectory users;

    UserSessions(Sessions sessions, UserDirectory users) {
        this.sessions = sessions;
        this.users = users;
    }

    /** What users see of their sessions. */
    record Answer(List<Shown> data) {}

    /**
     * A session that lives, as its user sees it.
     *
     * @param id opens nothing
     * @param current whether it is the one that asks
     * @param openedAt when the login opened it
     * @param lastUsedAt its last use; of one used at another replica to the minute
     * @param endsAt when it ends unless it is used before then, or whatever its use when its longest life is over
     */
    @Schema(name = "Session")
    record Shown(String id, boolean current, Instant openedAt, Instant lastUsedAt, Instant endsAt) {}

    /** Takes milliseconds where there are very many sessions. */
    Answer of(Viewer viewer) {
        return new Answer(sessions.of(viewer.userId()).stream()
                .filter(session -> isOwn(viewer, session.id()))
                .limit(MAX_SHOWN)
                .map(session -> new Shown(
                        session.id(),
                        session.id().equals(viewer.sessionId()),
                        session.openedAt(),
                        session.lastUsedAt(),
                        session.endsAt()))
                .toList());
    }

    /** Whether the session lives and is one of those. */
    boolean includes(Viewer viewer, String sessionId) {
        return isOwn(viewer, sessionId) && sessions.isOf(viewer.userId(), sessionId);
    }

    private boolean isOwn(Viewer viewer, String sessionId) {
        return sessionId.equals(viewer.sessionId())
                || !users.enabled(viewer.userId()).map(Account::shared).orElse(false);
    }
}
