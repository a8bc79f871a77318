package dev.fleetcast.access;

/** A token is not ours, was changed, has expired or was made for another use. The message never contains the token. */
public class InvalidTokenException extends RuntimeException {

    public InvalidTokenException(String message) {
        super(message);
    }

    public InvalidTokenException(String message, Throwable cause) {
        super(message, cause);
    }
}
