package dev.fleetcast.device.sink;

import io.agroal.api.AgroalDataSource;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Opens MySQL or MariaDB as a further store. */
final class MysqlSink {

    static final String NAME = "mysql";

    private MysqlSink() {}

    /**
     * Connects when the first event is stored.
     *
     * @throws IllegalArgumentException for a table or columns that cannot be
     */
    static Sink open(MysqlConfig config) {
        Optional<UserTable> table = config.tableName()
                .map(name -> new UserTable(
                        name,
                        config.tablePrefix().orElse(""),
                        config.tableColumns().orElse(List.of())));
        AgroalDataSource connections = MysqlConnections.open(config);
        return new Sink(new MysqlEvents(connections, table, Clock.systemUTC()), connections::close);
    }
}
