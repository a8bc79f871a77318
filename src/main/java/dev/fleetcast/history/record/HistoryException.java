package dev.fleetcast.history.record;

import java.sql.SQLException;

/** The database does not respond, or refuses. */
public final class HistoryException extends RuntimeException {

    /** SQL states of these classes are faults of the data: a retry would fail again. */
    private static final String REFUSALS = "22|23|54";

    private final boolean refusal;

    public HistoryException(SQLException cause) {
        super(cause);
        String state = cause.getSQLState();
        this.refusal =
                state != null && state.length() == 5 && state.substring(0, 2).matches(REFUSALS);
    }

    /** True if the database refuses the data; false if it may accept them later. */
    public boolean isRefusal() {
        return refusal;
    }
}
