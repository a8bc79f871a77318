package dev.fleetcast.device.command.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetcast.device.RequestFields;
import dev.fleetcast.device.command.Answer;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerResourceTest {

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    @Test
    void theNumberOfAFormCounts() {
        assertThat(answer(JSON, "{\"return_value\":-7}").returnValue()).isEqualTo(-7);
        assertThat(answer(FORM, "return_value=-7").returnValue()).isEqualTo(-7);
    }

    @Test
    void membersThatAreNullSayNothing() {
        assertThat(answer(JSON, "{\"return_value\":0,\"error\":null,\"result\":null}")
                        .returnValue())
                .isZero();
        assertThat(answer(JSON, "{\"return_value\":null,\"error\":\"stuck\"}").error())
                .isEqualTo("stuck");
        assertThat(answer(JSON, "{\"result\":null,\"error\":null}").result().isNull())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"return_value\":\"1\"}",
                "{\"return_value\":1.5}",
                "{\"return_value\":2147483648}",
                "{\"return_value\":null}",
                "{\"return_value\":1,\"error\":\"x\"}",
                "{}",
            })
    void otherAnswersAreRefused(String body) {
        assertThatThrownBy(() -> answer(JSON, body)).isInstanceOf(HttpProblem.class);
    }

    @Test
    void aTextOfAFormThatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> answer(FORM, "return_value=one")).isInstanceOf(HttpProblem.class);
        assertThatThrownBy(() -> answer(FORM, "return_value=2147483648")).isInstanceOf(HttpProblem.class);
    }

    private static Answer answer(String contentType, String body) {
        return AnswerResource.answer(RequestFields.of(contentType, body.getBytes(StandardCharsets.UTF_8)));
    }
}
