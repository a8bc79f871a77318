package dev.fleetcast.device.command.store;

import java.sql.SQLException;

/** The database did not do what the queue of commands asked for. */
public final class QueueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    QueueException(SQLException cause) {
        super(cause);
    }

    /** True if the data is to blame: a retry would fail again. */
    boolean isRefusal() {
        String state = ((SQLException) getCause()).getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
    }
}
