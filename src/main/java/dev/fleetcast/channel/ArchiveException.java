package dev.fleetcast.channel;

import java.sql.SQLException;

/** The database did not do what was asked of it. */
final class ArchiveException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ArchiveException(SQLException cause) {
        super(cause);
    }

    /** Whether what was to be stored is to blame: trying again would not help. */
    boolean isRefusal() {
        String state = ((SQLException) getCause()).getSQLState();
        // Data that is no value of its column, breaks a constraint, or is larger than anything may be.
        return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
    }
}
