package dev.fleetcast.access.token;

import java.time.Instant;

/**
 * A token issued to a client.
 *
 * @param token the signed compact form; a credential, never logged
 * @param expiresAt when it expires
 */
public record IssuedToken(String token, Instant expiresAt) {

    @Override
    public String toString() {
        return "IssuedToken[expiresAt=" + expiresAt + "]";
    }
}
