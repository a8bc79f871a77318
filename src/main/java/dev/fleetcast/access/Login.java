package dev.fleetcast.access;

import java.util.Optional;

/**
 * A request's proven login.
 *
 * @param token the login token, when it is one of ours
 * @param byCookie whether the cookie alone proved it
 */
record Login(Viewer viewer, Optional<LoginToken> token, boolean byCookie) {}
