package dev.fleetcast.stream.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketCommandTest {

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void oneTokenOrSeveral() throws IOException {
        assertThat(parse("{'type':'subscribe','token':'a'}").subscriptionTokens())
                .containsExactly("a");
        assertThat(parse("{'type':'subscribe','tokens':['a','b']}").subscriptionTokens())
                .containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'subscribe'}",
                "{'type':'subscribe','tokens':[]}",
                "{'type':'subscribe','tokens':[null]}",
                "{'type':'subscribe','tokens':['a'],'token':'a'}",
            })
    void emptyOrAmbiguousListsAreRefused(String command) throws IOException {
        SocketCommand parsed = parse(command);

        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(parsed::subscriptionTokens)
                .satisfies(problem -> assertThat(problem.getStatusCode()).isEqualTo(422));
    }

    @Test
    void atMostAThousandTokens() {
        List<String> many = Collections.nCopies(1_001, "a");
        SocketCommand command =
                new SocketCommand("subscribe", null, null, many, null, null, null, null, null, null, null, null, null);

        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(command::subscriptionTokens)
                .withMessageContaining("at most 1000");
    }

    @Test
    void unknownMembersAreNamed() {
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> parse("{'type':'subscribe','token':'a','filtr':''}"))
                .withMessageContaining("filtr is not a known field");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'type':'subscribe','tokens':'a'}", "{'type':{}}", "{'type':'pong','token':[]}"})
    void membersOfAnotherTypeAreMalformed(String command) {
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> parse(command))
                .satisfies(problem ->
                        assertThat(SocketCommand.isMalformed(problem)).isTrue());
    }

    private SocketCommand parse(String command) throws IOException {
        return SocketCommand.parse(json.readTree(command.replace('\'', '"')), json);
    }
}
