package dev.fleetcast.access;

import java.time.Instant;

/**
 * How a session began.
 *
 * @param at when the login opened it
 * @param generation the generation of its user's sessions it belongs to, see {@link User#sessionGeneration}; 0 for users of
 *     another issuer
 */
record SessionStart(Instant at, long generation) {}
