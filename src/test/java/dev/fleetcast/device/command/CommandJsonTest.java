package dev.fleetcast.device.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import dev.fleetcast.testing.Schemas;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandJsonTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final Command COMMAND =
            new Command("id-1", "door", CommandKind.CALL, "led", "ön \"\n", NOW, NOW.plusMillis(9_500));

    @Test
    void aDeviceReadsOneEventOfAscii() {
        assertThat(text(CommandJson.event(COMMAND)))
                .isEqualTo(
                        "event: led\n"
                                + "data: {\"command_id\":\"id-1\",\"function\":\"led\",\"arg\":\"\\u00F6n \\\"\\n\","
                                + "\"issued_at\":\"2026-11-29T12:00:00.000Z\",\"expires_at\":\"2026-11-29T12:00:09.500Z\"}\n\n");
    }

    @Test
    void aRecordIsReadAsItWasWritten() throws Exception {
        assertThat(CommandJson.command("door", CommandJson.record(COMMAND))).contains(COMMAND);
        assertThat(text(CommandJson.record(COMMAND))).contains("\"kind\":\"call\"");
        assertThat(complaints(Schemas.COMMAND, CommandJson.record(COMMAND))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"command_id\":\"a\",\"function\":\"a\\nb\",\"issued_at\":\"2026-11-29T12:00:00Z\",\"expires_at\":\"2026-11-29T12:00:00Z\"}",
                "{\"command_id\":\"a\",\"function\":\"f\",\"arg\":1,\"issued_at\":\"2026-11-29T12:00:00Z\",\"expires_at\":\"2026-11-29T12:00:00Z\"}",
                "{\"command_id\":\"a\",\"function\":\"f\",\"issued_at\":\"yesterday\",\"expires_at\":\"2026-11-29T12:00:00Z\"}",
                "{\"command_id\":\"a\",\"function\":\"f\",\"kind\":\"x\",\"issued_at\":\"2026-11-29T12:00:00Z\",\"expires_at\":\"2026-11-29T12:00:00Z\"}"
            })
    void whatIsNoCommandIsNone(String value) {
        assertThat(CommandJson.command("door", value.getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void answersAreReadAsTheyWereWritten() throws Exception {
        Answer exact = new Answer(null, DecimalNode.valueOf(new BigDecimal("1.50")), null, NOW);
        for (Answer answer : new Answer[] {Answer.value(-7, NOW), Answer.error("stuck", NOW), exact}) {
            byte[] record = CommandJson.record("id-1", answer);
            assertThat(CommandJson.answered(record, NOW)).contains(new CommandJson.Answered("id-1", answer));
            assertThat(complaints(Schemas.COMMAND_RESULT, record)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"command_id\":\"a\"}",
                "{\"return_value\":1}",
                "{\"command_id\":\"a\",\"return_value\":2147483648}",
                "{\"command_id\":\"a\",\"return_value\":1.5}",
                "{\"command_id\":\"a\",\"return_value\":1e99999999999}",
                "{\"command_id\":\"a\",\"return_value\":\"1\"}",
                "{\"command_id\":\"a\",\"return_value\":null}",
                "{\"command_id\":\"a\",\"return_value\":1,\"error\":\"both\"}",
                "{\"command_id\":\"a\",\"error\":\"half \\ud83d\"}",
                "{\"command_id\":7,\"return_value\":1}"
            })
    void whatIsNoAnswerIsNone(String value) {
        assertThat(CommandJson.answered(value.getBytes(StandardCharsets.UTF_8), NOW))
                .isEmpty();
    }

    private static List<String> complaints(Schemas schema, byte[] record) throws IOException {
        return schema.complaints(new ObjectMapper().readTree(record));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
