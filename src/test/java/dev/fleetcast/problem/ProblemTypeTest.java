package dev.fleetcast.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTypeTest {

    private static final Path PAGE = Path.of("src/main/resources/META-INF/resources", ProblemType.PAGE);

    @ParameterizedTest
    @EnumSource
    void everyTypeHasASectionOfThePage(ProblemType type) throws IOException {
        assertThat(Files.readString(PAGE)).containsOnlyOnce("<section id=\"" + type.anchor() + "\">");
    }

    @Test
    void everySectionOfThePageIsOfAType() throws IOException {
        assertThat(Files.readString(PAGE).split("<section ")).hasSize(ProblemType.values().length + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "408, TIMED_OUT",
        "410, GONE",
        "412, PRECONDITION_FAILED",
        "414, MALFORMED_REQUEST",
        "502, INTERNAL_ERROR"
    })
    void statusHasAType(int status, ProblemType type) {
        assertThat(ProblemType.of(status)).isEqualTo(type);
    }
}
