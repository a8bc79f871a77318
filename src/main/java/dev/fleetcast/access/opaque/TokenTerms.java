package dev.fleetcast.access.opaque;

import java.time.Duration;
import java.util.Optional;

/**
 * The conditions on which a user gets a token.
 *
 * @param lifetime empty for ever
 * @param refreshable how long after its end the refresh token still gets the next one
 * @param mostPerUser the user's tokens at most
 */
public record TokenTerms(Optional<Duration> lifetime, Duration refreshable, int mostPerUser) {}
