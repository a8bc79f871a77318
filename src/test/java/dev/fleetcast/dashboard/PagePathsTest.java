package dev.fleetcast.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagePathsTest {

    @ParameterizedTest
    @CsvSource({
        "/, true, true",
        "/operations.html, true, true",
        "/q/swagger-ui/index.html, true, false",
        "/q/dev-ui/index.html, true, false",
        "/q/swagger-ui/index.html, false, true",
        "/fleetcast.js, true, false",
    })
    void pagesOfTheFrameworkHaveTheirOwnPolicyInDevMode(String path, boolean developing, boolean ours) {
        assertThat(PageHeaders.isPage(path, developing)).isEqualTo(ours);
    }
}
