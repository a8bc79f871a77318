package dev.fleetcast.stream.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fleetcast.problem.Violations.FieldViolation;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryModeTest {

    @ParameterizedTest
    @CsvSource({",", "every,", "every, PT2S", ", PT2S"})
    void everyMessageUnlessAskedOtherwise(String mode, String interval) {
        assertThat(DeliveryMode.parse(mode, interval, null)).isEqualTo(DeliveryMode.EVERY);
    }

    @ParameterizedTest
    @CsvSource({", 1000", "PT2S, 2000", "PT0.1S, 100", "PT1H, 3600000", "PT1M30S, 90000"})
    void newestPerIntervalWhichIsUsuallyASecond(String interval, long millis) {
        assertThat(DeliveryMode.parse("latest", interval, null).interval()).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "EVERY", "newest", "latest ", "every,latest"})
    void unknownModeIsRefusedByName(String mode) {
        assertRefused(mode, null, "mode", "must be every or latest");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "2", "2s", "PT", "PT0S", "PT0.099S", "PT1H0.001S", "-PT2S", "P1Y", "PT99999999999999999H"})
    void malformedOrOutOfRangeIntervalIsRefusedByName(String interval) {
        assertRefused("latest", interval, "interval", "must be an ISO 8601 duration between PT0.1S and PT1H");
    }

    private static void assertRefused(String mode, String interval, String field, String message) {
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> DeliveryMode.parse(mode, interval, null))
                .satisfies(problem -> {
                    assertThat(problem.getStatusCode()).isEqualTo(422);
                    assertThat(problem.getParameters())
                            .isEqualTo(Map.of("violations", List.of(new FieldViolation(field, message))));
                });
    }
}
