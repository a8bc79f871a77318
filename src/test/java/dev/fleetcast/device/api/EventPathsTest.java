package dev.fleetcast.device.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventPathsTest {

    @ParameterizedTest
    @CsvSource({
        "/v1/events, ''",
        "/v1/events/, ''",
        "/v1/events/a/b, a/b",
        "/v1/events/spark%2Fstatus, spark/status",
        "/v1/events/a//b/, a//b/",
        "/v1/events/a+b, a+b",
        "/v1/devices/events, ''",
        "/v1/devices/events/events, events",
        "/v1/devices/events/%64oor, door"
    })
    void restOfThePathIsTheStartOfTheName(String path, String prefix) {
        assertThat(EventPaths.prefix(path, false)).isEqualTo(prefix);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/devices/7/events, ''",
        "/v1/devices/7/events/events/x, events/x",
        "/v1/devices/a%2Fevents/events/x, x"
    })
    void deviceComesBefore(String path, String prefix) {
        assertThat(EventPaths.prefix(path, true)).isEqualTo(prefix);
    }

    @Test
    void badEncodingIsRefused() {
        assertThatThrownBy(() -> EventPaths.prefix("/v1/events/%zz", false)).isInstanceOf(HttpProblem.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1//events/x", "//v1/events"})
    void otherFormsOfThePathAreRefused(String path) {
        assertThatThrownBy(() -> EventPaths.prefix(path, false)).isInstanceOf(HttpProblem.class);
    }
}
