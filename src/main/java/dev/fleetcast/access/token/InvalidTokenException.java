package dev.fleetcast.access.token;

/** A token is foreign, modified, expired or made for another use. The message never contains the token. */
public class InvalidTokenException extends RuntimeException {

    public InvalidTokenException(String message) {
        super(message);
    }

    public InvalidTokenException(String message, Throwable cause) {
        super(message, cause);
    }
}
