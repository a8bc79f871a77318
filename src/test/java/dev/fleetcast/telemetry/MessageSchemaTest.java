package dev.fleetcast.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.testing.Schemas;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares the published schema of messages with the decoder. */
class MessageSchemaTest {

    private static final int MESSAGES = 20_000;

    /** A schema covers neither the notation of a number nor the days of a month. */
    private static final Pattern BEYOND_SCHEMAS =
            Pattern.compile(".*: must be an integer|message_ver: must be 1|.*timestamp: must be an ISO 8601 .*");

    private final MessageDecoder decoder = new MessageDecoder();
    private final RandomMessages messages = new RandomMessages(7);

    @Test
    void bothTakeAndRefuseTheSame() {
        int taken = 0;
        int refused = 0;
        for (int i = 0; i < MESSAGES; i++) {
            byte[] bytes = messages.next();
            Optional<JsonNode> json = json(bytes);
            if (json.isEmpty()) {
                continue;
            }
            Optional<String> refusal = refusal(bytes);
            var complaints = Schemas.MESSAGE.complaints(json.get());
            String message = new String(bytes, StandardCharsets.UTF_8);
            if (refusal.isEmpty()) {
                taken++;
                assertThat(complaints).as(message).isEmpty();
            } else if (complaints.isEmpty()) {
                assertThat(refusal.get()).as(message).matches(BEYOND_SCHEMAS);
            } else {
                refused++;
            }
        }
        assertThat(taken).isGreaterThan(MESSAGES / 10);
        assertThat(refused).isGreaterThan(MESSAGES / 10);
    }

    @Test
    void typesAreThoseOfTheDecoder() {
        for (String type : MessageDecoder.TYPES) {
            String message = "{\"message_type\":\"" + type + "\",\"gps\":{}}";

            assertThat(Schemas.MESSAGE.complaints(
                            json(message.getBytes(StandardCharsets.UTF_8)).orElseThrow()))
                    .isEmpty();
        }
    }

    private Optional<JsonNode> json(byte[] bytes) {
        try {
            return Optional.of(decoder.parse(bytes));
        } catch (InvalidMessageException noJson) {
            return Optional.empty();
        }
    }

    private Optional<String> refusal(byte[] bytes) {
        try {
            decoder.decode(bytes);
            return Optional.empty();
        } catch (InvalidMessageException invalid) {
            return Optional.of(invalid.getMessage());
        }
    }
}
