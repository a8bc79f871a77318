package dev.fleetcast.channel.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelNameTest {

    @Test
    void lettersDigitsAndFourSignsMakeAName() {
        assertThat(ChannelName.of("CHANNEL_1.a~b-c").value()).isEqualTo("CHANNEL_1.a~b-c");
        assertThat(ChannelName.of("x".repeat(128)).value()).hasSize(128);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "a/b", "a b", "a\n", "\r\n", "\0", "ä", "a:b", "broadcast:all", "a,b", "%41"})
    void nothingElseDoes(String text) {
        assertThatThrownBy(() -> ChannelName.of(text))
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> assertThat(problem.getStatusCode()).isEqualTo(400));
    }

    @Test
    void tooLongNamesAreInvalid() {
        assertThatThrownBy(() -> ChannelName.of("x".repeat(129))).isInstanceOf(HttpProblem.class);
        assertThatThrownBy(() -> ChannelName.of("x".repeat(10_240))).hasMessageNotContaining("xxx");
    }

    @Test
    void aListNamesEachOnce() {
        assertThat(ChannelName.listOf("b,a,b")).extracting(ChannelName::value).containsExactly("b", "a");
        assertThatThrownBy(() -> ChannelName.listOf("a,")).isInstanceOf(HttpProblem.class);
        assertThatThrownBy(() -> ChannelName.listOf("")).isInstanceOf(HttpProblem.class);
    }
}
