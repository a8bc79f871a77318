package dev.fleetcast.device.sink;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Storing device events in MySQL or MariaDB. */
@ConfigMapping(prefix = "fleetcast.device.sinks.mysql")
public interface MysqlConfig {

    /**
     * The address of a MySQL or MariaDB database that stores device events too, as {@code jdbc:mysql:} or {@code
     * jdbc:mariadb:}; without one, nothing of this is active.
     */
    Optional<String> url();

    /** The user of the database. */
    Optional<String> username();

    /** The password of that user. */
    Optional<String> password();

    /** A further table, made by you, that gets a row for each event. */
    Optional<String> tableName();

    /** The start of the names of the events that get a row in the further table; without one, all do. */
    Optional<String> tablePrefix();

    /**
     * The columns of the further table, as {@code column=source}; a source is {@code coreid}, {@code name}, {@code
     * published_at}, {@code data}, or {@code data.} and the path of a member of the JSON data.
     */
    Optional<List<String>> tableColumns();
}
