package dev.fleetcast.access.login;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.session.Sessions;
import dev.fleetcast.access.user.Account;
import dev.fleetcast.access.user.UserDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The sessions a user may see and end: for a shared account only the current one. */
@ApplicationScoped
class UserSessions {

    private static final int MAX_SHOWN = 100;

    private final Sessions sessions;
    private final UserDirectory users;

    UserSessions(Sessions sessions, UserDirectory users) {
        this.sessions = sessions;
        this.users = users;
    }

    /** The user's sessions. */
    record Answer(List<Shown> data) {}

    /**
     * A live session as its user sees it.
     *
     * @param id not a credential
     * @param current whether it is the session of this request
     * @param openedAt when the login opened it
     * @param lastUsedAt its last use; accurate to a minute for a use on another replica
     * @param endsAt when it ends unless used before, or when it reaches its maximum lifetime
     */
    @Schema(name = "Session")
    record Shown(String id, boolean current, Instant openedAt, Instant lastUsedAt, Instant endsAt) {}

    /** Takes milliseconds if there are very many sessions. */
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

    /** Whether the session lives and the viewer may see it. */
    boolean includes(Viewer viewer, String sessionId) {
        return isOwn(viewer, sessionId) && sessions.isOf(viewer.userId(), sessionId);
    }

    private boolean isOwn(Viewer viewer, String sessionId) {
        return sessionId.equals(viewer.sessionId())
                || !users.enabled(viewer.userId()).map(Account::shared).orElse(false);
    }
}
