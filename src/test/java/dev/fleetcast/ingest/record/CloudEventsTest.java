package dev.fleetcast.ingest.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.ingest.TestRecord;
import dev.fleetcast.telemetry.InvalidMessageException;
import dev.fleetcast.telemetry.MessageDecoder;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventsTest {

    private static final Headers NONE = new RecordHeaders();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message_type\":\"gps\"}",
                "{\"message_type\":\"gps\",\"specversion\":\"1.0\",\"data\":{}}",
                "{\"data\":{}}",
                "[]",
                "7"
            })
    void otherMessageIsReturnedUnchanged(String json) throws Exception {
        JsonNode value = parsed(json);

        assertThat(CloudEvents.unwrap(value, NONE)).isSameAs(value);
    }

    @Test
    void eventThatLooksLikeOneIsUnwrapped() throws Exception {
        assertThat(CloudEvents.unwrap(parsed("{\"specversion\":\"1.0\",\"data\":{\"a\":1}}"), NONE))
                .hasToString("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/cloudevents+json",
                "application/cloudevents+json; charset=UTF-8",
                "application/CloudEvents+JSON"
            })
    void declaredEventIsAlwaysUnwrapped(String contentType) throws Exception {
        JsonNode value = parsed("{\"message_type\":\"gps\",\"data\":{\"a\":1}}");

        assertThat(CloudEvents.unwrap(value, contentType(contentType))).hasToString("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", ""})
    void otherContentTypesAreIgnored(String contentType) throws Exception {
        JsonNode value = parsed("{\"message_type\":\"gps\",\"data\":{\"a\":1}}");

        assertThat(CloudEvents.unwrap(value, contentType(contentType))).isSameAs(value);
    }

    @Test
    void contentTypeWithoutValueIsIgnored() throws Exception {
        Headers headers = new RecordHeaders().add("content-type", null);
        JsonNode value = parsed("{\"message_type\":\"gps\"}");

        assertThat(CloudEvents.unwrap(value, headers)).isSameAs(value);
    }

    @Test
    void encodedDataIsDecoded() throws Exception {
        JsonNode value = parsed("{\"specversion\":\"1.0\",\"data_base64\":\"eyJhIjoyNy45MH0=\"}");

        assertThat(CloudEvents.unwrap(value, NONE)).hasToString("{\"a\":27.90}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"specversion":"1.0"}                          | data: a CloudEvent must carry the message
            {"specversion":"1.0","data_base64":"%%%"}      | data_base64: must be base64
            {"specversion":"1.0","data_base64":7}          | data_base64: must be base64
            {"specversion":"1.0","data_base64":null}       | data_base64: must be base64
            {"specversion":"1.0","data_base64":{}}         | data_base64: must be base64
            {"specversion":"1.0","data_base64":"e30ge30="} | value: must be well-formed JSON (line 1, column 4)
            """)
    void eventWithoutAReadableMessageIsRefused(String json, String reason) throws Exception {
        JsonNode value = parsed(json);

        assertThatThrownBy(() -> CloudEvents.unwrap(value, NONE))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessage(reason);
    }

    private static Headers contentType(String contentType) {
        return new RecordHeaders().add("content-type", TestRecord.bytes(contentType));
    }

    private static JsonNode parsed(String json) throws InvalidMessageException {
        return new MessageDecoder().parse(TestRecord.bytes(json));
    }
}
