package dev.fleetcast.device.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetcast.testing.Schemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "true", "1.10", "12345678901234567890.5", "\"x\"", "[]", "{\"a\":{\"b\":[1,null]}}"})
    void aValueIsKeptAsItIs(String json) throws IOException {
        assertThat(text(json)).isEqualTo(json);
    }

    @Test
    void whatStoresRefuseIsEscaped() throws IOException {
        assertThat(text("\"\\u0000 ü \\ud800\"")).isEqualTo("\"\\u0000 \\u00FC \\uD800\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "1 2", "{\"a\":1,\"a\":2}", "NaN", "1e99999999999"})
    void anythingElseIsRefused(String json) {
        assertThatThrownBy(() -> text(json)).isInstanceOf(IOException.class);
    }

    /** The cases of RFC 7396, appendix A. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":\"b\"} | {\"a\":\"c\"} | {\"a\":\"c\"}",
                "{\"a\":\"b\"} | {\"b\":\"c\"} | {\"a\":\"b\",\"b\":\"c\"}",
                "{\"a\":\"b\"} | {\"a\":null} | {}",
                "{\"a\":\"b\",\"b\":\"c\"} | {\"a\":null} | {\"b\":\"c\"}",
                "{\"a\":[\"b\"]} | {\"a\":\"c\"} | {\"a\":\"c\"}",
                "{\"a\":\"c\"} | {\"a\":[\"b\"]} | {\"a\":[\"b\"]}",
                "{\"a\":{\"b\":\"c\"}} | {\"a\":{\"b\":\"d\",\"c\":null}} | {\"a\":{\"b\":\"d\"}}",
                "{\"a\":[{\"b\":\"c\"}]} | {\"a\":[1]} | {\"a\":[1]}",
                "[\"a\",\"b\"] | [\"c\",\"d\"] | [\"c\",\"d\"]",
                "{\"a\":\"b\"} | [\"c\"] | [\"c\"]",
                "{\"a\":\"foo\"} | null | null",
                "{\"a\":\"foo\"} | \"bar\" | \"bar\"",
                "{\"e\":null} | {\"a\":1} | {\"e\":null,\"a\":1}",
                "[1,2] | {\"a\":\"b\",\"c\":null} | {\"a\":\"b\"}",
                "{} | {\"a\":{\"bb\":{\"ccc\":null}}} | {\"a\":{\"bb\":{}}}",
            })
    void aPatchIsMerged(String value, String patch, String merged) throws IOException {
        assertThat(ValueJson.text(ValueJson.merged(
                        ValueJson.parse(value.getBytes(StandardCharsets.UTF_8)),
                        ValueJson.parse(patch.getBytes(StandardCharsets.UTF_8)))))
                .isEqualTo(merged);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"value\":7} | {\"coreid\":\"door\",\"value\":7}",
                "{\"coreid\":\"other\",\"value\":7} | {\"coreid\":\"door\",\"value\":7}",
                "7 | {\"coreid\":\"door\",\"data\":7}",
                "no JSON | {\"coreid\":\"door\",\"data\":\"no JSON\"}",
                "1e99999999999 | {\"coreid\":\"door\",\"data\":\"1e99999999999\"}",
            })
    void anEventSetsItsDeviceAndItsData(String data, String value) {
        assertThat(ValueJson.ofEvent("door", data)).isEqualTo(value);
    }

    @Test
    void aRecordIsReadAsItWasWritten() throws IOException {
        SharedValue value =
                new SharedValue(new ValueName(1, "lamp"), "{\"on\":true}", 7, Instant.ofEpochMilli(5), "user:1");
        SharedValue deleted = new SharedValue(new ValueName(1, "lamp"), null, 8, Instant.ofEpochMilli(5), "user:1");

        assertThat(ValueRecord.read(ValueRecord.of(value))).contains(value);
        assertThat(ValueRecord.read(ValueRecord.of(deleted))).contains(deleted);
        for (SharedValue each : List.of(value, deleted)) {
            assertThat(Schemas.VALUE_VERSION.complaints(ValueJson.parse(ValueRecord.of(each))))
                    .isEmpty();
        }
        assertThat(ValueRecord.read(null)).isEmpty();
        assertThat(ValueRecord.read(new byte[] {'{', '}'})).isEmpty();
    }

    @Test
    void aValueIsAsLargeAsItsSenderCounts() throws IOException {
        assertThat(ValueJson.isTooLarge(text("\"" + "ж".repeat(32_767) + "\""))).isFalse();
        assertThat(ValueJson.isTooLarge(text("\"" + "ж".repeat(32_768) + "\""))).isTrue();
        assertThat(ValueJson.isTooLarge(text("\"" + "x".repeat(65_535) + "\""))).isTrue();
    }

    @Test
    void aChangeHasWholeCharactersOnly() throws IOException {
        assertThat(ValueJson.ofChange(text("\"\\u0436 \\u0000\""))).isEqualTo("\"ж \\u0000\"");
        assertThat(ValueJson.ofChange(text("\"\\u0436 \\ud800\""))).isEqualToIgnoringCase("\"\\u0436 \\ud800\"");
    }

    private static String text(String json) throws IOException {
        return ValueJson.text(ValueJson.parse(json.getBytes(StandardCharsets.UTF_8)));
    }
}
