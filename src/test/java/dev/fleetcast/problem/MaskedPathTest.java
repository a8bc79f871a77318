package dev.fleetcast.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedPathTest {

    @ParameterizedTest
    @CsvSource({
        "/sse/telemetry/subscribe/abc/a.b.c, /sse/telemetry/subscribe/abc/***",
        "/sse/telemetry/unsubscribe/abc/a.b.c, /sse/telemetry/unsubscribe/abc/***",
        "/sse/telemetry/subscribe/abc/a.b.c/more, /sse/telemetry/subscribe/abc/***",
        "/sse/telemetry/subscribe//a.b.c, /sse/telemetry/subscribe//***",
        "/sse/telemetry/subscribe/abc, /sse/telemetry/subscribe/abc",
        "/sse/telemetry/pong/abc, /sse/telemetry/pong/abc",
        "/v1/access_tokens/fe12630d2dbbd1ca6e8e28bd5a4b953dd3f1c53f, /v1/access_tokens/***",
        "/v1/access_tokens/current, /v1/access_tokens/current",
        "/api/v1/units, /api/v1/units"
    })
    void tokensAreMasked(String path, String shown) {
        assertThat(MaskedPath.of(path)).isEqualTo(shown);
    }
}
