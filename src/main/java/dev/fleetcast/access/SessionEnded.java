package dev.fleetcast.access;

/**
 * CDI event: a session has ended (logout, lifetime, new password, user disabled or deleted). Fired on every replica, on
 * any thread; observers end everything that belongs to the session.
 *
 * @param sessionId the {@code sid} of the session
 */
public record SessionEnded(String sessionId) {}
