package dev.fleetcast.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.RawRequest;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Bodies beyond the limit, declared or not. */
@QuarkusTest
class LargeBodyTest {

    @Test
    void pagesOfAllowedOriginsMayReadThatABodyIsTooLarge() {
        String answer =
                RawRequest.exchange("POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nOrigin: http://localhost:3000\r\n"
                        + "Content-Type: application/json\r\nContent-Length: 100000000\r\n\r\n{");

        assertThat(answer)
                .startsWith("HTTP/1.1 413")
                .containsIgnoringCase("access-control-allow-origin: http://localhost:3000");
    }

    @Test
    void bodyDeclaredTooLargeIsNotRead() {
        String answer =
                RawRequest.exchange("POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 100000000\r\n\r\n{");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("application/problem+json", "\"status\":413");
    }

    @Test
    void bodyThatTurnsOutTooLargeIsRefused() {
        StringBuilder chunks = new StringBuilder("POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\n"
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "d\r\n{\"username\":\"\r\n");
        String chunk = "a".repeat(0x10000);
        for (int i = 0; i < 20; i++) {
            chunks.append("10000\r\n").append(chunk).append("\r\n");
        }

        String answer = RawRequest.exchange(chunks.append("0\r\n\r\n").toString());

        assertThat(answer).startsWith("HTTP/1.1 413").contains("application/problem+json", "\"status\":413");
    }
}
