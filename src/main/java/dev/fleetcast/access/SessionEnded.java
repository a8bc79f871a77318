package dev.fleetcast.access;

/**
 * CDI event: a session is over (logout, lifetime, new password, user disabled or deleted). Fired on every replica, on any thread; whatever runs under the
 * session ends.
 *
 * @param sessionId the {@code sid} of the session
 */
public record SessionEnded(String sessionId) {}
