package dev.fleetcast.access.login;

/**
 * The login of an end user.
 *
 * @param token the login token; a credential, never logged
 * @param id the end user's id in broadcasts
 * @param cookie the {@code Set-Cookie} value that gives a browser the same token
 */
public record EndUserLogin(String token, String id, String cookie) {

    @Override
    public String toString() {
        return "EndUserLogin";
    }
}
