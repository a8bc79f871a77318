package dev.fleetcast.channel.archive;

import java.sql.SQLException;

/** A failed operation of the archive's database. */
public final class ArchiveException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ArchiveException(SQLException cause) {
        super(cause);
    }

    /** True if the data is to blame: a retry would fail again. */
    boolean isRefusal() {
        String state = ((SQLException) getCause()).getSQLState();
        // SQL states of invalid data, violated constraints and exceeded limits.
        return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
    }
}
