package dev.fleetcast.device.store;

/** A store refuses the data of an event: to try again would fail again. The message is for operators, without data. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RefusedException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
