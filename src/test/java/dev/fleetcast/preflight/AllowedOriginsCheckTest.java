package dev.fleetcast.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedOriginsCheckTest {

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
}
