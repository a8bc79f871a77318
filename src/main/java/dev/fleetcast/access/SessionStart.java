package dev.fleetcast.access;

import java.time.Instant;

/**
 * The start of a session.
 *
 * @param at when the login opened it
 * @param generation the generation of the user's sessions that it belongs to, see {@code User.sessionGeneration}; 0 for
 *     users of an external issuer
 */
public record SessionStart(Instant at, long generation) {}
