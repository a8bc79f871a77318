package dev.fleetcast.preflight;

import java.util.List;

/** Checks the settings without a default outside dev mode. The signing key has its own check. */
final class RequiredSettings implements Check {

    static final String BOOTSTRAP_SERVERS = "kafka.bootstrap.servers";
    static final String BOOTSTRAP_SERVERS_EXAMPLE = "kafka-1.example.com:9092,kafka-2.example.com:9092";
    static final String JDBC_URL = "quarkus.datasource.jdbc.url";
    static final String JDBC_URL_EXAMPLE = "jdbc:postgresql://database.example.com:5432/fleetcast";
    static final String USERNAME = "quarkus.datasource.username";
    static final String PASSWORD = "quarkus.datasource.password";

    private static final List<ConfigProblem> MISSING = List.of(
            new ConfigProblem(
                    BOOTSTRAP_SERVERS, "is missing: the addresses of the Kafka brokers", BOOTSTRAP_SERVERS_EXAMPLE),
            new ConfigProblem(JDBC_URL, "is missing: the JDBC URL of the PostgreSQL database", JDBC_URL_EXAMPLE),
            new ConfigProblem(USERNAME, "is missing: the database user", "fleetcast"),
            new ConfigProblem(PASSWORD, "is missing: the password of the database user", "a-long-random-text"));

    @Override
    public List<ConfigProblem> problems(Settings settings) {
        return MISSING.stream()
                .filter(missing -> settings.text(missing.property()).isEmpty())
                .toList();
    }
}
