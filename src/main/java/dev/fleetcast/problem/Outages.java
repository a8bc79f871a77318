package dev.fleetcast.problem;

import io.smallrye.mutiny.TimeoutException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Optional;
import org.apache.kafka.common.errors.RetriableException;
import org.hibernate.exception.JDBCConnectionException;

/** Tells failures of what we depend on, which pass, from mistakes of our own, which do not. */
final class Outages {

    private static final int MAX_CAUSES = 10;

    /** SQL states of class 08 are about the connection, of 57P about a database that stops or starts. */
    private static final String[] CONNECTION_STATES = {"08", "57P"};

    private Outages() {}

    /** What does not answer, if {@code failure} comes from that. */
    static Optional<String> behind(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++, cause = cause.getCause()) {
            if (isDatabase(cause)) {
                return Optional.of("the database does not answer");
            }
            if (cause instanceof RetriableException) {
                return Optional.of("Kafka does not answer");
            }
            if (cause instanceof TimeoutException || cause instanceof ConnectException) {
                return Optional.of("something this call needs does not answer");
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
            // The connection pool has no state for "no connection in time".
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
