package dev.fleetcast.access.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {

    private static final String HERE = "http://gateway.example:8080";

    private final Origins origins = new Origins(
            List.of("https://dash.example", "/https://[a-z]+\\.fleet\\.example/"),
            Optional.of("https://public.example/"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://dash.example",
                "https://one.fleet.example",
                "http://gateway.example:8080",
                "HTTP://Gateway.Example:8080",
                "https://public.example",
                "https://public.example:443"
            })
    void ownAndListedOriginsAreAllowed(String origin) {
        assertThat(origins.isAllowed(origin, HERE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                "https://dash.example.evil.example",
                "https://evil.example/https://dash.example",
                "https://evildash.example",
                "http://dash.example",
                "https://dash.example:8443",
                "https://one.fleet.example.evil",
                "https://user@gateway.example:8080",
                "https://gateway.example:8080",
                "http://gateway.example",
                "http://gateway.example:8080.evil.example",
                "not an origin"
            })
    void everyOtherOriginIsNot(String origin) {
        assertThat(origins.isAllowed(origin, HERE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "/.*/", "/https?://.*/", "/(/"})
    void allowingEveryOriginIsRefused(String origin) {
        assertThat(Origins.problems(List.of("https://dash.example", origin)))
                .singleElement()
                .asString()
                .startsWith("quarkus.http.cors.origins");
        assertThatThrownBy(() -> new Origins(List.of(origin), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void listOfOriginsIsFine() {
        assertThat(Origins.problems(List.of("https://dash.example", "/http://localhost(:[0-9]+)?/")))
                .isEmpty();
    }
}
