package dev.fleetcast.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinksCheckTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FLEETCAST_DEVICE_ACK_AFTER|oracle|has other values than postgresql, mysql and mongodb",
                "FLEETCAST_DEVICE_ACK_AFTER|postgresql,mysql|names mysql, but FLEETCAST_DEVICE_SINKS_MYSQL_URL is not set",
                "FLEETCAST_DEVICE_SINKS_MYSQL_URL|jdbc:oracle:x|does not start with jdbc:mysql:",
                "FLEETCAST_DEVICE_SINKS_MONGODB_URL|http://x|does not start with mongodb://",
                "FLEETCAST_DEVICE_SINKS_MYSQL_TABLE_NAME|a`b|is not the name of a table",
                "FLEETCAST_DEVICE_SINKS_MYSQL_TABLE_COLUMNS|a=secret|is not a list of columns",
                "FLEETCAST_DEVICE_TS_MEMBERS|door|is not a list of name starts"
            })
    void furtherStoresMustBeComplete(String variable, String value, String said) {
        Environment environment = Environment.good()
                .with("FLEETCAST_DEVICE_SINKS_MYSQL_TABLE_COLUMNS", "device=coreid")
                .with(variable, value);

        assertThat(environment.complaintsOf(new SinksCheck()))
                .singleElement()
                .asString()
                .startsWith(variable + " " + said);
    }

    @Test
    void completeStoresAreNotComplainedAbout() {
        assertThat(Environment.good()
                        .with("FLEETCAST_DEVICE_ACK_AFTER", "postgresql,mysql,mongodb")
                        .with("FLEETCAST_DEVICE_SINKS_MYSQL_URL", "jdbc:mysql://h/db")
                        .with("FLEETCAST_DEVICE_SINKS_MONGODB_URL", "mongodb+srv://h")
                        .with("FLEETCAST_DEVICE_SINKS_MYSQL_TABLE_NAME", "fleet.example02")
                        .with(
                                "FLEETCAST_DEVICE_SINKS_MYSQL_TABLE_COLUMNS",
                                "device=coreid, ts=published_at,counter=data.a.b")
                        .with("FLEETCAST_DEVICE_TS_MEMBERS", "door/=at,=t")
                        .complaintsOf(new SinksCheck()))
                .isEmpty();
    }
}
