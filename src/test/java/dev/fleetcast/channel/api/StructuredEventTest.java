package dev.fleetcast.channel.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.channel.Events;
import dev.fleetcast.channel.log.EventContent;
import dev.fleetcast.channel.log.ReceiptRule;
import io.quarkiverse.resteasy.problem.HttpProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StructuredEventTest {

    private final StructuredEvent structured = new StructuredEvent(new ObjectMapper(), Events.config());

    @Test
    void everyFieldIsRead() {
        EventContent content = structured.read("""
                {"event":"price","data":["usd","eur"],"id":"p-1","retry":500,"comment":"note",
                 "receipt":{"required":true,"timeout":"PT2S","max_attempts":5}}""", "P1");

        assertThat(content)
                .isEqualTo(new EventContent("P1", "p-1", "price", "usd\neur", 500L, "note", new ReceiptRule(2_000, 5)));
    }

    @Test
    void onlyTheDataIsRequired() {
        assertThat(structured.read("{\"data\":\"\"}", null)).isEqualTo(EventContent.of(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "1", ""})
    void retryThatIsNoWholeNumberIsIgnored(String retry) {
        assertThat(structured.read("{\"data\":\"x\",\"retry\":\"" + retry + "\"}", null))
                .isEqualTo(EventContent.of("x"));
        assertThat(structured.read("{\"data\":\"x\",\"retry\":1.5}", null)).isEqualTo(EventContent.of("x"));
    }

    @Test
    void wholeNumberIsTheTextOfAnId() {
        assertThat(structured.read("{\"data\":\"x\",\"id\":7}", null).id()).isEqualTo("7");
        assertThat(structured
                        .read("{\"data\":\"x\",\"id\":123456789012345678901234567890}", null)
                        .id())
                .isEqualTo("123456789012345678901234567890");
    }

    @Test
    void commentMayComeAlone() {
        assertThat(structured.read("{\"data\":[],\"comment\":\"note\"}", null))
                .isEqualTo(new EventContent(null, null, null, null, null, "note", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0001b", "a\\u007f", "a\\u0085", "\\ta", " a", "a ", " ", "a\\t"})
    void idThatNoClientCouldSendBackIsRefused(String id) {
        HttpProblem problem = problemOf("{\"data\":\"x\",\"id\":\"" + id + "\"}");

        assertThat(problem.getStatusCode()).isEqualTo(422);
        assertThat(problem.getDetail()).startsWith("id must not contain control characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "id", "event", "comment"})
    void halfACharacterIsRefusedAnywhere(String field) {
        HttpProblem problem = problemOf("{\"data\":\"x\",\"" + field + "\":\"a\\ud83d\"}");

        assertThat(problem.getStatusCode()).isEqualTo(400);
        assertThat(problem.getDetail()).contains("unpaired surrogate");
    }

    @Test
    void receiptsHaveDefaultsAndMayBeDeclined() {
        assertThat(structured
                        .read("{\"data\":\"x\",\"receipt\":{\"required\":true}}", null)
                        .receipt())
                .isEqualTo(new ReceiptRule(30_000, 3));
        assertThat(structured
                        .read("{\"data\":\"x\",\"receipt\":{\"required\":true,\"timeout\":1.5}}", null)
                        .receipt())
                .isEqualTo(new ReceiptRule(1_500, 3));
        assertThat(structured
                        .read("{\"data\":\"x\",\"receipt\":{\"required\":false}}", null)
                        .receipt())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "\"data\"", "{", "{\"data\":", "{\"data\":\"x\"}{}"})
    void bodyOtherThanAnObjectIsRefused(String body) {
        assertThat(statusOf(body)).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":\"x\",\"event\":\"a\\nid: 9\"}",
                "{\"data\":\"x\",\"event\":\"a\\rb\"}",
                "{\"data\":\"x\",\"id\":\"a\\u0000\"}",
                "{\"data\":\"x\",\"comment\":\"a\\r\\n\\r\\ndata: y\"}"
            })
    void lineBreaksOutsideTheDataAreRefused(String body) {
        assertThat(statusOf(body)).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"data\":null}",
                "{\"data\":1}",
                "{\"data\":[]}",
                "{\"data\":[\"x\",1]}",
                "{\"data\":\"x\",\"id\":\"\"}",
                "{\"data\":\"x\",\"id\":7.0}",
                "{\"data\":[],\"comment\":\"x\",\"receipt\":{\"required\":true}}",
                "{\"data\":\"x\",\"receipt\":{\"required\":true,\"max_attemps\":3}}",
                "{\"data\":\"x\",\"id\":\"1700000000000~3\"}",
                "{\"data\":\"x\",\"retry\":-1}",
                "{\"data\":\"x\",\"retry\":3600001}",
                "{\"data\":\"x\",\"retry\":1e99}",
                "{\"data\":\"x\",\"date\":\"y\"}",
                "{\"data\":\"x\",\"receipt\":true}",
                "{\"data\":\"x\",\"receipt\":{}}",
                "{\"data\":\"x\",\"receipt\":{\"required\":true,\"timeout\":\"soon\"}}",
                "{\"data\":\"x\",\"receipt\":{\"required\":true,\"timeout\":\"P2D\"}}",
                "{\"data\":\"x\",\"receipt\":{\"required\":true,\"timeout\":1e300}}",
                "{\"data\":\"x\",\"receipt\":{\"required\":true,\"max_attempts\":101}}"
            })
    void wrongFieldsAreNamed(String body) {
        HttpProblem problem = problemOf(body);

        assertThat(problem.getStatusCode()).isEqualTo(422);
        assertThat(problem.getParameters()).containsKey("violations");
    }

    private int statusOf(String body) {
        return problemOf(body).getStatusCode();
    }

    private HttpProblem problemOf(String body) {
        return catchThrowableOfType(HttpProblem.class, () -> structured.read(body, null));
    }
}
