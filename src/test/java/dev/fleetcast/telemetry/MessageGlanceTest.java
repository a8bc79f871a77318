package dev.fleetcast.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.telemetry.LastKnownPositions.PositionReport;
import dev.fleetcast.testing.TestMessage;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageGlanceTest {

    private static final Instant FIX_TIME = Instant.parse("2026-02-16T13:51:30Z");

    private final MessageGlance glance = new MessageGlance();
    private final MessageDecoder decoder = new MessageDecoder();

    @Test
    void decoderAgreesWithEveryAnswer() {
        RandomMessages messages = new RandomMessages(4);
        int answers = 0;
        int refusals = 0;
        int needless = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] message = messages.next();
            Optional<PositionReport> glanced = glance.at(message);
            Optional<PositionReport> decoded = decoded(message);
            if (glanced.isPresent() && !glanced.equals(decoded)) {
                fail("glance says %s and decoder %s of %s", glanced, decoded, text(message));
            }
            answers += glanced.isPresent() ? 1 : 0;
            refusals += decoded.isEmpty() ? 1 : 0;
            needless += decoded.isPresent() && glanced.isEmpty() ? 1 : 0;
        }

        // The comparison needs enough samples of each kind.
        assertThat(answers).isGreaterThan(5_000);
        assertThat(refusals).isGreaterThan(3_000);
        assertThat(needless).isBetween(500, 4_000);
    }

    @Test
    void acceptedMessageIsUnchanged() throws Exception {
        RandomMessages messages = new RandomMessages(5);
        int accepted = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] message = messages.next();
            if (glance.at(message).isPresent() || decoded(message).isPresent()) {
                ObjectNode tree = decoder.decode(message).tree();
                byte[] out = tree.toString().getBytes(StandardCharsets.UTF_8);

                // The JDK's coders, strict in both directions and independent of our parser.
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message));
                StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(tree.toString()));
                assertThat(decoder.decode(out).tree()).isEqualTo(tree);
                accepted++;
            }
        }

        assertThat(accepted).isGreaterThan(5_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c080", "e08280", "f08282ac", "eda0bd", "eda0bdedb898", "f4908080", "ff", "00", "e282"})
    void illFormedTextIsRefusedWithTheReason(String hex) {
        String piece = new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
        for (String place : List.of("\"%s\":1", "\"x\":\"%s\"", "\"x\":[{\"y\":\"%s\"}]")) {
            byte[] message = ("{\"message_type\":\"status\"," + place.formatted(piece) + "}")
                    .getBytes(StandardCharsets.ISO_8859_1);

            assertThat(glance.at(message)).isEmpty();
            assertThatThrownBy(() -> decoder.decode(message)).hasMessageContaining("UTF-8");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud83d", "x\\uDE00", "\\ude00\\ud83d", "\\\\\\ud83d"})
    void halfACharacterIsRefusedWithTheReason(String text) {
        byte[] message = utf8("{\"message_type\":\"status\",\"x\":\"" + text + "\"}");

        assertThat(glance.at(message)).isEmpty();
        assertThatThrownBy(() -> decoder.decode(message)).hasMessageContaining("unpaired surrogate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud83d\\ude00", "\\\\ud83d", "😀", "\uffff"})
    void wholeCharactersAreTaken(String text) throws Exception {
        byte[] message = utf8("{\"message_type\":\"status\",\"x\":\"" + text + "\"}");

        assertThat(decoder.decode(message).type()).isEqualTo("status");
    }

    @Test
    void usualMessageNeedsNoDecoder() {
        byte[] message = TestMessage.gps()
                .with("timestamp", "\"2026-02-16T13:51:32+00:00\"")
                .with("valid", "true")
                .with("gps.odometer", "120345")
                .with("events", "[[\"SPEEDING:START\",[[\"value\",62]]]]")
                .with("sensors", "[[\"ignition\",\"on\"],[\"ebat_volts\",27.9]]")
                .with("x_vendor", "{\"name\":\"Köln\",\"list\":[null,true,-1.5]}")
                .bytes();

        assertThat(glance.at(message)).contains(new PositionReport(true, FIX_TIME, new GeoPoint(30.26715, -97.74306)));
    }

    @ParameterizedTest
    @CsvSource({"status, null", "event, true", "gps, false"})
    void messageThatIsNoValidPositionMessageReportsNothing(String type, String valid) {
        byte[] message = TestMessage.gps()
                .with("message_type", "\"" + type + "\"")
                .with("valid", valid)
                .bytes();

        assertThat(glance.at(message)).contains(PositionReport.NONE);
    }

    @Test
    void deviceMayKnowNeitherTimeNorPlace() {
        byte[] message = TestMessage.gps()
                .with("gps", "{\"timestamp\":null,\"latitude\":null}")
                .bytes();

        assertThat(glance.at(message)).contains(new PositionReport(true, null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message_type\":\"status\",\"message_type\":\"gps\",\"gps\":{}}",
                "{\"message_type\":\"status\",\"gps\":{\"speed\":1,\"speed\":2}}",
                "{\"specversion\":\"1.0\",\"data\":{\"message_type\":\"status\"}}",
                "{\"message_type\":\"event\",\"source\":{}}",
                "{\"message_type\":\"status\",\"x\":1E+1000000}",
                "{\"message_type\":\"status\",\"x\":1234567890123456789}",
                "{\"message_type\":\"status\",\"timestamp\":\"2026-02-16T13:51Z\"}",
                "{\"message_type\":\"gps\",\"gps\":{\"latitude\":90,\"longitude\":0}}"
            })
    void unusualMessageIsLeftToTheDecoder(String message) {
        assertThat(glance.at(utf8(message))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "{\"message_type\":\"ping\"}",
                "{\"message_type\":\"gps\"}",
                "{\"message_type\":\"status\"}}",
                "{\"message_type\":\"status\"} 1",
                "{\"message_type\":\"status\"",
                "{\"message_type\":\"status\",\"message_ver\":2}",
                "{\"message_type\":\"status\",\"port\":\"5027\"}",
                "{\"message_type\":\"status\",\"device\":{\"imei\":1}}",
                "{\"message_type\":\"gps\",\"gps\":{\"latitude\":1}}",
                "{\"message_type\":\"gps\",\"gps\":{\"latitude\":91,\"longitude\":0}}"
            })
    void invalidMessageIsLeftToTheDecoder(String message) {
        assertThat(glance.at(utf8(message))).isEmpty();
    }

    @Test
    void missingAndHugeValuesAreNotLookedAt() {
        String huge = "{\"message_type\":\"status\",\"x\":\"" + "x".repeat(20_000) + "\"}";

        assertThat(glance.at(null)).isEmpty();
        assertThat(glance.at(utf8(huge))).isEmpty();
    }

    private Optional<PositionReport> decoded(byte[] message) {
        try {
            return Optional.of(decoder.decode(message).report());
        } catch (InvalidMessageException invalid) {
            return Optional.empty();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] message) {
        return new String(message, StandardCharsets.UTF_8);
    }
}
