package dev.fleetcast.problem;

import io.smallrye.mutiny.TimeoutException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.errors.RetriableException;
import org.hibernate.exception.JDBCConnectionException;

/** Distinguishes outages of the services we depend on, which are temporary, from our own errors. */
final class Outages {

    private static final int MAX_CAUSES = 10;

    /** Characters of an SQL state that name its class. */
    private static final int CLASS = 2;

    /**
     * Classes of SQL states that say nothing about the statement: the connection (08), a conflict with another transaction
     * (40), missing resources such as free connections (53), a database that refuses connections or a row that is locked
     * (55), a database that starts or stops (57). From PostgreSQL's list of error codes.
     */
    private static final Set<String> TEMPORARY = Set.of("08", "40", "53", "55", "57");

    private Outages() {}

    /** The service that does not respond, if it caused {@code failure}. */
    static Optional<String> behind(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++, cause = cause.getCause()) {
            if (isDatabase(cause)) {
                return Optional.of("The database does not respond. Try again.");
            }
            if (cause instanceof RetriableException) {
                return Optional.of("Kafka does not respond. Try again.");
            }
            if (cause instanceof TimeoutException || cause instanceof ConnectException) {
                return Optional.of("A service required by this call does not respond. Try again.");
            }
        }
        return Optional.empty();
    }

    private static boolean isDatabase(Throwable cause) {
        return cause instanceof JDBCConnectionException
                || cause instanceof SQLTransientException
                || (cause instanceof SQLException sql && isTemporary(sql));
    }

    private static boolean isTemporary(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null) {
            // The connection pool sets no SQL state when no connection is free in time.
            String message = failure.getMessage();
            return message != null && message.contains("cquisition timeout");
        }
        return state.length() > CLASS && TEMPORARY.contains(state.substring(0, CLASS));
    }
}
