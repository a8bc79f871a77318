package dev.fleetcast.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that the application accepts but warns of. */
class AdviceTest {

    private static final String URL = "https://fleet.example.com";

    @Test
    void defaultsNeedNoAdvice() {
        assertThat(Environment.good().advice()).isEmpty();
        assertThat(production().advice()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "FLEETCAST_STREAM_PONG_TIMEOUT, PT20S, a single lost pong",
        "FLEETCAST_STREAM_IDLE_TIMEOUT, PT10S, before their first ping",
        "FLEETCAST_STREAM_DRAIN_TIME, PT40S, kills the process after 30 s",
        "FLEETCAST_ACCESS_SESSION_LIFETIME, PT30M, tokens expire with their sessions"
    })
    void timesThatDoNotGoTogetherAreNamedWithValueAndReason(String variable, String value, String reason) {
        assertThat(Environment.good().with(variable, value).advice())
                .singleElement()
                .asString()
                .startsWith(variable + " is " + value)
                .contains(reason);
    }

    @ParameterizedTest
    @CsvSource({"FLEETCAST_STREAM_MAX_PER_NODE, 20000", "FLEETCAST_CHANNEL_MAX_FEEDS, 50000"})
    void limitThatConnectionsNeverReachIsNamed(String variable, String value) {
        assertThat(Environment.good().with(variable, value).advice())
                .singleElement()
                .asString()
                .startsWith(variable + " is " + value)
                .contains("QUARKUS_HTTP_LIMITS_MAX_CONNECTIONS");
    }

    @Test
    void httpTopicThatIsNotReadIsReported() {
        assertThat(Environment.good()
                        .with("FLEETCAST_INGEST_TOPICS", "positions,events")
                        .advice())
                .singleElement()
                .asString()
                .startsWith("FLEETCAST_INGEST_HTTP_TOPIC is not among FLEETCAST_INGEST_TOPICS");
    }

    @ParameterizedTest
    @CsvSource({
        "FLEETCAST_ACCESS_QUERY_TOKEN, true, allows login tokens in URLs",
        "FLEETCAST_ACCESS_PUBLIC_URL, http://fleet.example.com, is a URL without TLS",
        "QUARKUS_HTTP_CORS_ORIGINS, 'https://a.example,http://b.example', has an origin without TLS"
    })
    void unsafeSettingsAreReportedInProductionOnly(String variable, String value, String told) {
        assertThat(Environment.good().with(variable, value).advice()).isEmpty();
        assertThat(production().with(variable, value).advice())
                .singleElement()
                .asString()
                .startsWith(variable + " " + told);
    }

    @Test
    void forwardingWithoutTrustedProxiesIsReported() {
        Environment forwarding = Environment.good().with("QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING", "true");

        assertThat(forwarding.advice())
                .singleElement()
                .asString()
                .startsWith("QUARKUS_HTTP_PROXY_TRUSTED_PROXIES is missing");
        assertThat(forwarding
                        .with("QUARKUS_HTTP_PROXY_TRUSTED_PROXIES", "10.0.0.1")
                        .advice())
                .isEmpty();
    }

    @Test
    void productionWithoutAPublicUrlIsReported() {
        assertThat(production().without("FLEETCAST_ACCESS_PUBLIC_URL").advice())
                .singleElement()
                .asString()
                .startsWith("FLEETCAST_ACCESS_PUBLIC_URL is missing");
    }

    private static Environment production() {
        return Environment.good().with("FLEETCAST_PRODUCTION", "true").with("FLEETCAST_ACCESS_PUBLIC_URL", URL);
    }
}
