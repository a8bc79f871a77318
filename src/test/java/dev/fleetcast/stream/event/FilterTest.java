package dev.fleetcast.stream.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fleetcast.problem.Violations.FieldViolation;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest {

    @Test
    void distinctTextIsParsedOnce() {
        Filter filter = Filter.parse("gps.speed > 50");

        assertThat(Filter.parse(new StringBuilder("gps.speed > 50").toString())).isSameAs(filter);
        assertThat(Filter.parse("gps.speed > 51")).isNotSameAs(filter);
        assertThat(Filter.parse(null)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''            | position 1: expected the name of a field, found the end",
                "'  '          | position 3: expected the name of a field, found the end",
                "gps.speed     | position 10: expected one of >= <= == != > <, found the end",
                "gps.speed > 5 or | position 17: expected the name of a field, found the end",
                "gps.speed > 5 x | position 15: expected AND, OR or the end, found \"x\""
            })
    void wrongOneIsRefusedWithThePosition(String text, String detail) {
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> Filter.parse(text))
                .satisfies(problem -> {
                    assertThat(problem.getStatusCode()).isEqualTo(422);
                    assertThat(problem.getParameters())
                            .isEqualTo(Map.of(
                                    "violations", List.of(new FieldViolation("filter", "cannot be read: " + detail))));
                });
    }
}
