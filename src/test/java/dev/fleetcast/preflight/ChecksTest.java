package dev.fleetcast.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksTest {

    @Test
    void validEnvironmentHasNoComplaints() {
        Environment good = Environment.good();

        assertThat(good.complaintsOf(new RequiredSettings())).isEmpty();
        assertThat(good.complaintsOf(new Addresses())).isEmpty();
        assertThat(good.complaintsOf(new DemoCheck())).isEmpty();
        assertThat(good.complaintsOf(new FirstAdministratorCheck())).isEmpty();
        assertThat(good.complaintsOf(new AllowedOriginsCheck())).isEmpty();
        assertThat(good.complaintsOf(new TimingCheck())).isEmpty();
        assertThat(good.complaintsOf(UnknownNames::in)).isEmpty();
        assertThat(good.complaintsOfReading()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KAFKA_BOOTSTRAP_SERVERS",
                "QUARKUS_DATASOURCE_JDBC_URL",
                "QUARKUS_DATASOURCE_USERNAME",
                "QUARKUS_DATASOURCE_PASSWORD"
            })
    void missingSettingIsNamedWithAnExample(String variable) {
        assertThat(Environment.good().without(variable).complaintsOf(new RequiredSettings()))
                .singleElement()
                .asString()
                .startsWith(variable + " is missing")
                .contains("Example: " + variable + "=");
    }

    @Test
    void missingSigningKeyIsNamed() {
        assertThat(Environment.good().complaintsOf(new TokenKeysCheck()))
                .singleElement()
                .asString()
                .startsWith("FLEETCAST_ACCESS_SIGNING_KEY is missing")
                .contains("Example: FLEETCAST_ACCESS_SIGNING_KEY=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:", "localhost:99999", "kafka:9092,other", "http://kafka"})
    void brokersAreHostsWithPorts(String value) {
        assertThat(Environment.good().with("KAFKA_BOOTSTRAP_SERVERS", value).complaintsOf(new Addresses()))
                .singleElement()
                .asString()
                .startsWith("KAFKA_BOOTSTRAP_SERVERS is not a list of host:port");
    }

    @Test
    void keyOfAnotherIssuerNeedsTheIssuerAndTheAudience() {
        Environment keyOnly =
                Environment.good().with("MP_JWT_VERIFY_PUBLICKEY_LOCATION", "https://login.example.com/keys");

        assertThat(complaintsOfExternalKeys(Environment.good())).isEmpty();
        assertThat(complaintsOfExternalKeys(keyOnly))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("MP_JWT_VERIFY_ISSUER is missing"))
                .anyMatch(line -> line.startsWith("MP_JWT_VERIFY_AUDIENCES is missing"));
        assertThat(complaintsOfExternalKeys(keyOnly.with("MP_JWT_VERIFY_ISSUER", "https://login.example.com/")
                        .with("MP_JWT_VERIFY_AUDIENCES", "fleetcast")))
                .isEmpty();
    }

    private static List<String> complaintsOfExternalKeys(Environment environment) {
        return environment.complaintsOf(new TokenKeysCheck()).stream()
                .filter(line -> line.startsWith("MP_JWT_"))
                .toList();
    }

    @Test
    void unknownBrokerHostsAreReported() {
        assertThat(Environment.good()
                        .with("KAFKA_BOOTSTRAP_SERVERS", "a.invalid:9092,b.invalid:9092")
                        .complaintsOf(new BrokerNameCheck()))
                .singleElement()
                .asString()
                .startsWith("KAFKA_BOOTSTRAP_SERVERS names no host");
    }

    @Test
    void oneKnownBrokerIsEnough() {
        assertThat(Environment.good()
                        .with("KAFKA_BOOTSTRAP_SERVERS", "a.invalid:9092,localhost:9092")
                        .complaintsOf(new BrokerNameCheck()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres://localhost/x", "localhost:5432", "jdbc:mysql://localhost/x"})
    void databaseIsAPostgreSql(String value) {
        assertThat(Environment.good().with("QUARKUS_DATASOURCE_JDBC_URL", value).complaintsOf(new Addresses()))
                .singleElement()
                .asString()
                .startsWith("QUARKUS_DATASOURCE_JDBC_URL is not");
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "-1", "65536"})
    void webServerHasAPort(String value) {
        assertThat(Environment.good().with("QUARKUS_HTTP_PORT", value).complaintsOf(new Addresses()))
                .singleElement()
                .asString()
                .startsWith("QUARKUS_HTTP_PORT is not a port");
    }

    @Test
    void publicChannelsAreARegularExpression() {
        assertThat(Environment.good()
                        .with("FLEETCAST_CHANNEL_PUBLIC", "CHANNEL_(")
                        .complaintsOf(new PublicChannelsCheck()))
                .singleElement()
                .asString()
                .startsWith("FLEETCAST_CHANNEL_PUBLIC is not a valid regular expression");
        assertThat(Environment.good()
                        .with("FLEETCAST_CHANNEL_PUBLIC", "news|CHANNEL_.*")
                        .complaintsOf(new PublicChannelsCheck()))
                .isEmpty();
    }

    @Test
    void demoAccountsAreRefusedInProduction() {
        Environment demo = Environment.good().with("FLEETCAST_DEMO_DATA", "true");
        assertThat(demo.complaintsOf(new DemoCheck())).isEmpty();

        demo.with("FLEETCAST_PRODUCTION", "true");

        assertThat(demo.complaintsOf(new DemoCheck()))
                .singleElement()
                .asString()
                .startsWith("FLEETCAST_DEMO_DATA")
                .contains("FLEETCAST_PRODUCTION=true");
    }

    @Test
    void invalidProductionFlagIsNotTreatedAsFalse() {
        assertThat(Environment.good().with("FLEETCAST_PRODUCTION", "ture").complaintsOf(new DemoCheck()))
                .singleElement()
                .asString()
                .startsWith("FLEETCAST_PRODUCTION is neither true nor false");
    }

    @Test
    void firstAdministratorNeedsNameAndPassword() {
        assertThat(Environment.good()
                        .with("FLEETCAST_BOOTSTRAP_ADMIN_USERNAME", "root")
                        .complaintsOf(new FirstAdministratorCheck()))
                .singleElement()
                .asString()
                .startsWith("FLEETCAST_BOOTSTRAP_ADMIN_PASSWORD is missing");
        assertThat(Environment.good()
                        .with("FLEETCAST_BOOTSTRAP_ADMIN_PASSWORD", "x".repeat(73))
                        .complaintsOf(new FirstAdministratorCheck()))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "FLEETCAST_INGEST_DEAD_LETTER_TOPIC, fleet.telemetry, FLEETCAST_INGEST_TOPICS",
        "FLEETCAST_CLUSTER_MARKS_TOPIC, fleetcast.streams, FLEETCAST_CLUSTER_STREAMS_TOPIC"
    })
    void topicsHaveOneMeaningEach(String variable, String topic, String other) {
        assertThat(Environment.good().with(variable, topic).complaints())
                .anyMatch(line -> line.startsWith(variable + " names the topic of " + other));
        assertThat(Environment.good().complaints()).noneMatch(line -> line.contains("names the topic of"));
    }
}
