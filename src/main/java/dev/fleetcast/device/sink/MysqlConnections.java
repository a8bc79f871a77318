package dev.fleetcast.device.sink;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.MySQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;
import org.mariadb.jdbc.Driver;

/** Opens the connections of the sink: two at most, in UTC, which refuse what they would have to truncate. */
final class MysqlConnections {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final String SESSION = "time_zone='+00:00',"
            + "sql_mode='STRICT_TRANS_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'";

    private MysqlConnections() {}

    /** Connects when the first connection is used. The caller closes it. */
    static AgroalDataSource open(MysqlConfig config) {
        String url = config.url().orElseThrow().replaceFirst("^jdbc:mysql:", "jdbc:mariadb:");
        var settings = new AgroalDataSourceConfigurationSupplier()
                .metricsEnabled(false)
                .connectionPoolConfiguration(pool -> pool.initialSize(0)
                        .minSize(0)
                        .maxSize(2)
                        .acquisitionTimeout(PATIENCE)
                        .validateOnBorrow(true)
                        .exceptionSorter(new MySQLExceptionSorter())
                        .reapTimeout(IDLE)
                        .connectionValidator(ConnectionValidator.defaultValidator())
                        .connectionFactoryConfiguration(factory -> {
                            factory.connectionProviderClass(Driver.class)
                                    .jdbcUrl(url)
                                    .jdbcProperty("connectTimeout", "3000")
                                    .jdbcProperty("socketTimeout", "10000")
                                    .jdbcProperty("connectionTimeZone", "UTC")
                                    .jdbcProperty("sessionVariables", SESSION);
                            config.username().ifPresent(name -> factory.principal(new NamePrincipal(name)));
                            config.password().ifPresent(word -> factory.credential(new SimplePassword(word)));
                            return factory;
                        }));
        try {
            return AgroalDataSource.from(settings);
        } catch (SQLException invalid) {
            throw new IllegalStateException(invalid);
        }
    }
}
