package dev.fleetcast.access;

import java.time.Instant;

/**
 * The start of a session.
 *
 * @param at when the login opened it
 * @param generation the generation of the user's sessions that it belongs to, see {@link User#sessionGeneration}; 0 for
 *     users of an external issuer
 */
record SessionStart(Instant at, long generation) {}
