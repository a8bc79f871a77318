package dev.fleetcast.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.JDBCConnectionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutagesTest {

    static Stream<Throwable> outages() {
        return Stream.of(
                new RuntimeException(new JDBCConnectionException("gone", new SQLException("gone", "08006"))),
                new PersistenceException(new SQLException("terminating connection", "57P01")),
                new RuntimeException(new SQLException("database is not currently accepting connections", "55000")),
                new RuntimeException(new SQLException("sorry, too many clients already", "53300")),
                new RuntimeException(new SQLException("deadlock detected", "40P01")),
                new RuntimeException(new SQLException("Acquisition timeout while waiting for new connection")),
                new TimeoutException("not delivered in 4000 ms"),
                new io.smallrye.mutiny.TimeoutException());
    }

    @ParameterizedTest
    @MethodSource("outages")
    void temporaryFailureIsAnOutage(Throwable failure) {
        assertThat(Outages.behind(failure)).isPresent();
    }

    static Stream<Throwable> mistakes() {
        return Stream.of(
                new NullPointerException(),
                new ConstraintViolationException("taken", new SQLException("duplicate", "23505"), "unit_imei_key"),
                new RuntimeException(new SQLException("no such column", "42703")),
                new RuntimeException(new SQLException("value out of range", "22003")),
                new RuntimeException(new SQLException("of no known state", "5")),
                new TopicAuthorizationException("fleet.telemetry"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void permanentFailureIsNoOutage(Throwable failure) {
        assertThat(Outages.behind(failure)).isEmpty();
    }
}
