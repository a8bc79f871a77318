package dev.fleetcast.device.database;

/** A database does not answer, or cannot be used, now; unless it is a {@link RefusedException}, a retry may succeed. */
public class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseException(Throwable cause) {
        super(cause);
    }

    DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
