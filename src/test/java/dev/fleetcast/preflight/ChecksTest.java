package dev.fleetcast.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
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

    @ParameterizedTest
    @CsvSource({
        "FLEETCAST_PRODUCTON, FLEETCAST_PRODUCTION",
        "fleetcast.producton, FLEETCAST_PRODUCTION",
        "fleetcast_prodution, FLEETCAST_PRODUCTION"
    })
    void mistypedProductionStopsAnyStart(String name, String meant) {
        assertThat(Environment.good().with(name, "true").complaintsOf(UnknownNames::stopping))
                .singleElement()
                .asString()
                .startsWith(name.toUpperCase(Locale.ROOT).replace('.', '_') + " is not a setting of this version")
                .contains("the nearest one is " + meant);
    }

    @ParameterizedTest
    @CsvSource({
        "FLEETCAST_STREAM_MAX_PER_USR, the nearest one is FLEETCAST_STREAM_MAX_PER_USER",
        "FLEETCAST_ACCESS_LOGIN_MAX_FAILURES_PER_ACOUNT, FLEETCAST_ACCESS_LOGIN_MAX_FAILURES_PER_ACCOUNT",
        "FLEETCAST_ACCESS_EXTERNAL_ROLE_DISPATCHER, is not a setting",
        "FLEETCAST_XYZ, is not a setting of this version."
    })
    void unknownNameStopsAProductionStartOnly(String name, String said) {
        Environment environment = Environment.good().with(name, "1");

        assertThat(environment.complaintsOf(UnknownNames::stopping)).isEmpty();
        assertThat(environment.with("FLEETCAST_PRODUCTION", "true").complaintsOf(UnknownNames::stopping))
                .singleElement()
                .asString()
                .startsWith(name)
                .contains(said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FLEETCAST_PRODUCTION",
                "FLEETCAST_DEMO_DATA",
                "FLEETCAST_BOOTSTRAP_ADMIN_PASSWORD",
                "FLEETCAST_ACCESS_EXTERNAL_ROLES_HEAD_OF_FLEET",
                "fleetcast.access.external.roles.\"head of fleet\"",
                "FLEETCAST_ACCESS_VERIFICATION_KEYS_0_",
                "fleetcast.access.verification-keys[1]",
                "fleetcast.access.session-lifetime",
                "%prod.fleetcast.access.session-lifetime",
                "FLEETCAST_SERVICE_HOST",
                "FLEETCAST_SERVICE_PORT_HTTP",
                "FLEETCAST_PORT",
                "FLEETCAST_PORT_8080_TCP_ADDR",
                "FLEETCAST_CANARY_PORT_8080_TCP",
                "FLEET_SIZE"
            })
    void settingsAndVariablesOfKubernetesAreKnown(String name) {
        assertThat(Environment.good()
                        .with("FLEETCAST_PRODUCTION", "false")
                        .with(name, "1")
                        .complaintsOf(UnknownNames::in))
                .isEmpty();
    }

    @Test
    void everySettingOfTheTableIsKnown() throws Exception {
        Environment environment = Environment.good();
        Pattern variable = Pattern.compile("`(FLEETCAST_[A-Z_]+)(?:<NAME>)?`");
        variable.matcher(Files.readString(Path.of("docs", "configuration.md")))
                .results()
                .forEach(found -> environment.with(found.group(1), "1"));

        assertThat(environment.complaintsOf(UnknownNames::in)).isEmpty();
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
    @ValueSource(strings = {"*", "https://ok.example,*", "/.*/"})
    void everyOriginIsRefusedWithCredentials(String origins) {
        assertThat(Environment.good()
                        .with("QUARKUS_HTTP_CORS_ORIGINS", origins)
                        .complaintsOf(new AllowedOriginsCheck()))
                .singleElement()
                .asString()
                .startsWith("QUARKUS_HTTP_CORS_ORIGINS lets every web page");
    }

    @Test
    void everyOriginIsTakenWithoutCredentials() {
        assertThat(Environment.good()
                        .with("QUARKUS_HTTP_CORS_ORIGINS", "*")
                        .with("QUARKUS_HTTP_CORS_ACCESS_CONTROL_ALLOW_CREDENTIALS", "false")
                        .complaintsOf(new AllowedOriginsCheck()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dashboard.example", "https://dashboard.example/", "/([/"})
    void originThatCanNeverMatchIsRefused(String origin) {
        assertThat(Environment.good().with("QUARKUS_HTTP_CORS_ORIGINS", origin).complaintsOf(new AllowedOriginsCheck()))
                .singleElement()
                .asString()
                .contains("an invalid entry");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://dashboard.example",
                "http://localhost:3000,https://b.example",
                "/https://.*[.]b[.]example/"
            })
    void namedOriginsAreTaken(String origins) {
        assertThat(Environment.good()
                        .with("QUARKUS_HTTP_CORS_ORIGINS", origins)
                        .complaintsOf(new AllowedOriginsCheck()))
                .isEmpty();
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

    @ParameterizedTest
    @CsvSource({
        "OTEL_EXPORTER_OTLP_PROTOCOL, grpc, is not http/protobuf",
        "OTEL_EXPORTER_OTLP_ENDPOINT, collector:4318, is not a URL",
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, grpc://collector, is not a URL"
    })
    void collectorOfTracesIsOneThatCanBeReached(String variable, String value, String told) {
        Environment wrong = Environment.good().with(variable, value);

        assertThat(wrong.complaintsOf(new TracingCheck())).isEmpty();
        assertThat(wrong.with("FLEETCAST_TRACING_ENABLED", "true").complaintsOf(new TracingCheck()))
                .singleElement()
                .asString()
                .startsWith(variable + " " + told);
    }

    @Test
    void protocolOfTracesTakesPrecedenceOverTheGeneralProtocol() {
        Environment both = Environment.good()
                .with("FLEETCAST_TRACING_ENABLED", "true")
                .with("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")
                .with("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/protobuf");

        assertThat(both.complaintsOf(new TracingCheck())).isEmpty();
    }
}
