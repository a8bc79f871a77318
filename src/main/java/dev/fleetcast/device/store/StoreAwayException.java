package dev.fleetcast.device.store;

/** A store cannot be reached, or used, now. */
public final class StoreAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreAwayException(Throwable cause) {
        super(cause);
    }
}
