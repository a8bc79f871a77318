package dev.fleetcast.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LimitedStreamTest {

    @Test
    void bodyOfExactlyTheLimitIsRead() throws IOException {
        assertThat(stream(10, 10).readAllBytes()).hasSize(10);
    }

    @Test
    void oneByteMoreFails() {
        assertThatThrownBy(() -> stream(11, 10).readAllBytes()).isInstanceOf(BodyTooLargeException.class);
        assertThatThrownBy(() -> {
                    LimitedStream single = stream(2, 1);
                    single.read();
                    single.read();
                })
                .isInstanceOf(BodyTooLargeException.class);
    }

    private static LimitedStream stream(int bytes, int limit) {
        return new LimitedStream(new ByteArrayInputStream(new byte[bytes]), limit, () -> {});
    }
}
