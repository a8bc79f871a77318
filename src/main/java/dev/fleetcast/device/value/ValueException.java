package dev.fleetcast.device.value;

import java.sql.SQLException;

/** The database did not do what the shared values asked for. */
public final class ValueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ValueException(SQLException cause) {
        super(cause);
    }
}
