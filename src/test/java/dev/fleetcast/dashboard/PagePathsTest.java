package dev.fleetcast.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagePathsTest {

    @ParameterizedTest
    @CsvSource({
        "/, true",
        "/operations.html, true",
        "/q/swagger-ui/index.html, false",
        "/q/dev-ui/index.html, false",
        "/fleetcast.js, false",
    })
    void pagesOfTheFrameworkHaveTheirOwnScripts(String path, boolean ours) {
        assertThat(PageHeaders.isPage(path)).isEqualTo(ours);
    }
}
