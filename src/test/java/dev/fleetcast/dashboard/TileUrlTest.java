package dev.fleetcast.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileUrlTest {

    @Test
    void sourceIsTheOrigin() {
        assertThat(new TileUrl("https://tiles.example.com:8443/{z}/{x}/{y}.png?key=a").source())
                .isEqualTo("https://tiles.example.com:8443");
    }

    @Test
    void severalHostsAreOneSource() {
        assertThat(new TileUrl("https://{s}.example.com/{z}/{x}/{y}.png").source())
                .isEqualTo("https://*.example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tiles.example.com/{z}/{x}/{y}.png",
                "https://tiles.example.com/{z}/{x}.png",
                "https://tiles.example.com; script-src *; /{z}/{x}/{y}.png",
                "https://tiles.example.com,x/{z}/{x}/{y}.png",
                "https://tiles.example.com/{z}/{x}/{y}.png\r\nSet-Cookie: a=b",
                "javascript:alert(1)/{z}/{x}/{y}"
            })
    void malformedOrUnsafeTemplateIsRefused(String template) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TileUrl(template));
    }
}
