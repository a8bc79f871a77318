package dev.fleetcast.access.request;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.token.LoginToken;
import java.util.Optional;

/**
 * The authenticated login of a request.
 *
 * @param token the login token; empty for an access token, an external issuer's token or an expired one
 * @param byCookie whether the token came from the cookie
 * @param passwordFirst whether the user must change the password before anything else
 */
public record Login(Viewer viewer, Optional<LoginToken> token, boolean byCookie, boolean passwordFirst) {}
