package dev.fleetcast.access;

import java.util.Optional;

/**
 * The authenticated login of a request.
 *
 * @param token the login token; empty for an external issuer's token or an expired one
 * @param byCookie whether the token came from the cookie
 */
record Login(Viewer viewer, Optional<LoginToken> token, boolean byCookie) {}
