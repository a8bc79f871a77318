package dev.fleetcast.device.sink;

import dev.fleetcast.device.database.Database;
import java.sql.SQLException;
import java.util.Set;

/** Tells failures that the data causes from outages. MySQL reports some of the former with the state of any error. */
final class MysqlFailures {

    private static final int DUPLICATE_KEY = 1062;

    private static final Set<Integer> OF_DATA = Set.of(
            1048, // null in a column that must not be null
            DUPLICATE_KEY,
            1264, // out of range
            1265, // truncated
            1292, // truncated, such as a text that is no time
            1366, // of another type, or a character that the column's character set lacks
            1406, // too long
            1411, // no such value
            1452, // foreign key
            1526, // no partition for the value
            1644, // signalled by a trigger
            3140, // no JSON
            3819, // check of MySQL
            4025); // check of MariaDB

    private MysqlFailures() {}

    static boolean isOfData(SQLException failure) {
        return OF_DATA.contains(failure.getErrorCode()) || Database.isStateOfData(failure);
    }

    static boolean isDuplicateKey(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == DUPLICATE_KEY) {
                return true;
            }
        }
        return false;
    }
}
