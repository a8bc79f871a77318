package dev.fleetcast.access;

/**
 * The login of an end user.
 *
 * @param token the login token; a credential, never logged
 * @param id what broadcasts call the end user
 * @param cookie the value of {@code Set-Cookie} that gives a browser the same token
 */
public record EndUserLogin(String token, String id, String cookie) {

    @Override
    public String toString() {
        return "EndUserLogin";
    }
}
