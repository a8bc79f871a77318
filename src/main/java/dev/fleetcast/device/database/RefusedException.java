package dev.fleetcast.device.database;

/** A database refuses the data: a retry would fail again. The message is for operators, without data. */
public final class RefusedException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    public RefusedException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
