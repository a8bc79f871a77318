package dev.fleetcast.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerCounterTest {

    private static final String ANSWERS = "HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nhello"
            + "HTTP/1.1 204 No Content\r\n\r\n"
            + "HTTP/1.1 403 Forbidden\r\ncontent-length:2\r\nConnection: keep-alive\r\n\r\nno"
            + "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private final AnswerCounter counter = new AnswerCounter();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 50, 1_000})
    void answersAreCountedHoweverTheyAreCut(int size) {
        byte[] bytes = ANSWERS.getBytes(StandardCharsets.US_ASCII);

        for (int from = 0; from < bytes.length; from += size) {
            int to = Math.min(from + size, bytes.length);
            counter.take(Arrays.copyOfRange(bytes, from, to), to - from);
        }

        assertThat(counter.good()).isEqualTo(3);
        assertThat(counter.bad()).isEqualTo(1);
    }

    @Test
    void answerWithoutItsBodyDoesNotCount() {
        byte[] bytes = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell".getBytes(StandardCharsets.US_ASCII);

        counter.take(bytes, bytes.length);

        assertThat(counter.good()).isZero();
    }
}
