package dev.fleetcast.problem;

import io.smallrye.mutiny.TimeoutException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Optional;
import org.apache.kafka.common.errors.RetriableException;
import org.hibernate.exception.JDBCConnectionException;

/** Distinguishes outages of the services we depend on, which are temporary, from our own errors. */
final class Outages {

    private static final int MAX_CAUSES = 10;

    /** SQL states of class 08 concern the connection, 57P a database that is stopping or starting. */
    private static final String[] CONNECTION_STATES = {"08", "57P"};

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
                || (cause instanceof SQLException sql && isConnectionLoss(sql));
    }

    private static boolean isConnectionLoss(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null) {
            // The connection pool sets no SQL state when no connection is free in time.
            String message = failure.getMessage();
            return message != null && message.contains("cquisition timeout");
        }
        for (String prefix : CONNECTION_STATES) {
            if (state.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
