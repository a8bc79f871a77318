package dev.fleetcast.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.channel.api.StructuredEvent;
import dev.fleetcast.testing.Schemas;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Compares the published schema of pushed events with the parser. */
class PushedEventSchemaTest {

    private static final int EVENTS = 5_000;

    private static final List<String> LINES = List.of(
            "null",
            "\"a\"",
            "\"\"",
            "7",
            "\"a\\nb\"",
            "\"a\\rb\"",
            "\"a\\u0000\"",
            "[\"a\"]",
            '"' + "x".repeat(200) + '"',
            '"' + "x".repeat(201) + '"',
            "\"1700000000000~3\"",
            "\"1700000000000~\"",
            "\" a\"",
            "\"a\\t\"",
            "\"a\\u007fb\"",
            "\"a b\"");

    /** Candidate values by field; an empty text omits the field. */
    private static final Map<String, List<String>> VALUES = new TreeMap<>(Map.of(
            "event", LINES,
            "id", LINES,
            "comment", LINES,
            "data", List.of("\"x\"", "\"\"", "[\"x\",\"y\"]", "[]", "[1]", "[null]", "null", "1", "{}", "\"a\\nb\""),
            "retry", List.of("null", "0", "500", "-1", "1.5", "1e99", "3600001", "\"1\"", "true"),
            "receipt",
                    List.of(
                            "null",
                            "{}",
                            "true",
                            "{\"required\":true}",
                            "{\"required\":false}",
                            "{\"required\":\"yes\"}",
                            "{\"required\":true,\"timeout\":1.5,\"max_attempts\":0}",
                            "{\"required\":true,\"timeout\":\"PT30S\",\"max_attempts\":null}",
                            "{\"required\":true,\"timeout\":\"soon\"}",
                            "{\"required\":true,\"timeout\":\"P2D\"}",
                            "{\"required\":true,\"timeout\":0.01}",
                            "{\"required\":true,\"timeout\":90000}",
                            "{\"required\":true,\"timeout\":null,\"max_attempts\":100}",
                            "{\"required\":true,\"max_attempts\":101}",
                            "{\"required\":true,\"max_attempts\":-1}",
                            "{\"required\":false,\"attempts\":1}",
                            "{\"required\":true,\"max_attempts\":\"3\"}"),
            "unknown", List.of("1")));

    private final ObjectMapper json = new ObjectMapper();
    private final StructuredEvent structured = new StructuredEvent(json, Events.config());
    private final Random random = new Random(11);

    @Test
    void bothTakeAndRefuseTheSame() throws Exception {
        int taken = 0;
        int refused = 0;
        for (int i = 0; i < EVENTS; i++) {
            String event = event();
            JsonNode tree = json.readTree(event);
            Optional<HttpProblem> refusal = refusal(event);
            List<String> complaints = Schemas.PUSHED_EVENT.complaints(tree);

            if (refusal.isEmpty()) {
                taken++;
                assertThat(complaints).as(event).isEmpty();
            } else if (complaints.isEmpty()) {
                // A schema cannot limit a duration or the size of a whole number.
                assertThat(refusal.get().getParameters().toString())
                        .as(event)
                        .containsAnyOf("receipt.timeout", "retry");
            } else {
                refused++;
            }
        }
        assertThat(taken).isGreaterThan(EVENTS / 10);
        assertThat(refused).isGreaterThan(EVENTS / 10);
    }

    private Optional<HttpProblem> refusal(String event) {
        try {
            structured.read(event, null);
            return Optional.empty();
        } catch (HttpProblem refused) {
            return Optional.of(refused);
        }
    }

    /** Most fields are valid, enough for some events to be accepted. */
    private String event() {
        List<String> fields = new ArrayList<>();
        VALUES.forEach((field, values) -> {
            int wild = random.nextInt(6);
            if (wild == 0) {
                fields.add(field(field, values.get(random.nextInt(values.size()))));
            } else if (field.equals("data")) {
                fields.add(field(field, values.get(0)));
            }
        });
        return '{' + String.join(",", fields) + '}';
    }

    private static String field(String name, String value) {
        return '"' + name + "\":" + value;
    }
}
