package dev.fleetcast.ingest.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.ingest.record.IngestConfig;
import dev.fleetcast.telemetry.InvalidMessageException;
import dev.fleetcast.telemetry.MessageDecoder;
import dev.fleetcast.testing.Settings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mappings; the worked examples are those of docs/feeds.md, as they are there. */
class MappedShapeTest {

    private final MessageDecoder decoder = new MessageDecoder();

    @Test
    void flatRecordOfTheDocumentation() throws Exception {
        JsonNode message = example("flat");

        assertThat(message.at("/device/serial_no").asText()).isEqualTo("VAN-12");
        assertThat(message.at("/gps/timestamp").asText()).isEqualTo("2026-02-16T13:51:30Z");
        assertThat(message.at("/gps/latitude").decimalValue()).isEqualTo("30.26715");
        assertThat(message.at("/gps/longitude").decimalValue()).isEqualTo("-97.74306");
        assertThat(message.path("cargo").asText()).isEqualTo("bread");
    }

    @Test
    void nestedRecordOfTheDocumentation() throws Exception {
        JsonNode message = example("nested");

        assertThat(message.at("/device/imei").asText()).isEqualTo("359568052512345");
        assertThat(message.at("/gps/timestamp").asText()).isEqualTo("2026-02-16T13:51:30Z");
        assertThat(message.at("/gps/speed").decimalValue()).isEqualTo("42.5");
        assertThat(message.at("/gps/heading").asInt()).isEqualTo(112);
        assertThat(message.at("/gps/odometer").asInt()).isEqualTo(120345);
        assertThat(message.path("sensors")).hasToString("[[\"ignition\",\"on\"],[\"fuel_level\",61.5]]");
        assertThat(message.path("events")).hasToString("[[\"PANIC\"]]");
        assertThat(message.path("source").asText()).isEqualTo("3rd_party_service");
        assertThat(message.has("vehicle_data")).isFalse();
    }

    @Test
    void recordOfTheDocumentationWithTwoPositions() throws Exception {
        WorkedMapping example = WorkedMapping.of("pairs");
        IngestConfig config = Settings.of(IngestConfig.class, example.settings());
        SplitConfig split = config.splits().get("pairs");
        Shape shape = shapes(example.settings()).of(split.into()).orElseThrow();

        List<JsonNode> messages = new ArrayList<>();
        for (byte[] part :
                new RecordSplit(split.records()).parts(example.record().getBytes(StandardCharsets.UTF_8))) {
            messages.add(message(shape, new String(part, StandardCharsets.UTF_8)));
        }

        assertThat(messages)
                .extracting(message -> message.at("/gps/latitude").asText())
                .containsExactly("30.26715", "30.26801");
        assertThat(messages)
                .extracting(message -> message.at("/gps/timestamp").asText())
                .containsExactly("2026-02-16T13:51:30Z", "2026-02-16T13:51:40Z");
        assertThat(messages)
                .allSatisfy(message ->
                        assertThat(message.at("/device/serial_no").asText()).isEqualTo("VAN-14"));
        assertThat(messages)
                .extracting(message -> message.path("cargo").asText())
                .containsOnly("milk");
    }

    @ParameterizedTest
    @CsvSource({
        "s,1771249890,2026-02-16T13:51:30Z",
        "s,1771249890.25,2026-02-16T13:51:30.250Z",
        "ms,1771249890125,2026-02-16T13:51:30.125Z",
        "ms,0,1970-01-01T00:00:00Z",
        "iso,2026-02-16T13:51:30+01:00,2026-02-16T13:51:30+01:00",
        "uuuuMMddHHmmss,20260216135130,2026-02-16T12:51:30Z"
    })
    void timeHasTheFormOfTheMapping(String form, String time, String expected) throws InvalidMessageException {
        Shape shape = shape(Map.of("time", "/t", "time-format", form, "time-zone", "Europe/Vienna"));

        assertThat(message(shape, "{\"t\":\"" + time + "\"}")
                        .at("/gps/timestamp")
                        .asText())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"true", "[]", "\"\"", "\"soon\"", "-1", "1e999999999", "99999999999999999999", "1e-999999999"})
    void timeOfAnotherFormIsRefused(String time) {
        Shape shape = shape(Map.of("time", "/t", "time-format", "s"));

        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> message(shape, "{\"t\":" + time + "}"))
                .withMessage("time: must have the form that the mapping says");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "\"fast\"", "{}", "1e999999999", "1e-999999999"})
    void numberOfAnotherFormIsRefused(String speed) {
        Shape shape = shape(Map.of("speed", "/s"));

        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> message(shape, "{\"s\":" + speed + "}"))
                .withMessage("speed: must be a number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lat", "time"})
    @Timeout(value = 1, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void numberOfAMillionDigitsIsRefusedAtOnce(String field) {
        Shape shape = shape(Map.of("latitude", "/lat", "time", "/time", "time-format", "s"));

        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> message(shape, "{\"" + field + "\":\"" + "1".repeat(1_000_000) + "\"}"));
    }

    @Test
    void whatIsBesideMappedValuesIsPassedOnAtAnyDepth() throws InvalidMessageException {
        Shape shape = shape(Map.of("latitude", "/where/at/0", "longitude", "/where/at/1", "speed", "/where/speed"));

        JsonNode message = message(
                shape, "{\"where\":{\"at\":[1,2],\"speed\":3,\"road\":{\"name\":\"A 1\"}},\"cargo\":[\"milk\"]}");

        assertThat(message.path("where")).hasToString("{\"road\":{\"name\":\"A 1\"}}");
        assertThat(message.path("cargo")).hasToString("[\"milk\"]");
        assertThat(message(shape, "{\"where\":{\"at\":[1,2,150]}}").path("where"))
                .hasToString("{\"at\":[1,2,150]}");
        assertThat(message(shape, "{\"where\":\"here\"}").path("where").asText())
                .isEqualTo("here");
    }

    @ParameterizedTest
    @CsvSource({"km/h,42.567,42.567", "m/s,42.5,153", "m/s,27.7777777778,100", "knots,10,18.52", "mph,42.5,68.4"})
    void speedIsConverted(String unit, String speed, String expected) throws InvalidMessageException {
        Shape shape = shape(Map.of("speed", "/s", "speed-unit", unit));

        assertThat(message(shape, "{\"s\":\"" + speed + "\"}").at("/gps/speed").decimalValue())
                .isEqualTo(expected);
    }

    @Test
    void recordWithoutTheUnitIsRefused() {
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> message(shape(Map.of("unit", "/id")), "{\"id\":null}"))
                .withMessage("unit: is required");
        assertThat(shape(Map.of()).unitIsInKey()).isTrue();
    }

    @Test
    void fieldsOfUniversalMessagesAreNotPassedOn() throws InvalidMessageException {
        JsonNode message =
                message(shape(Map.of()), "{\"valid\":\"no\",\"seq_no\":\"x\",\"message_type\":\"trip\",\"own\":[1]}");

        assertThat(message.path("message_type").asText()).isEqualTo("gps");
        assertThat(message.has("seq_no")).isFalse();
        assertThat(message.path("own")).hasToString("[1]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            speed-unit  | c                 | fleetcast.ingest.mappings.x: speed-unit must be one of km/h, m/s, knots, mph
            latitude    | lat               | fleetcast.ingest.mappings.x: lat is not a JSON pointer, which begins with a slash
            """)
    void wrongSettingIsNamed(String name, String value, String complaint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shape(Map.of(name, value)))
                .withMessage(complaint);
    }

    private JsonNode message(Shape shape, String record) throws InvalidMessageException {
        return decoder.decode(shape.message(decoder.parse(record.getBytes(StandardCharsets.UTF_8))))
                .tree();
    }

    /** The message of the documentation's record, under the documentation's settings. */
    private JsonNode example(String name) throws InvalidMessageException {
        WorkedMapping example = WorkedMapping.of(name);
        return message(shapes(example.settings()).of(name).orElseThrow(), example.record());
    }

    private static Shape shape(Map<String, String> mapping) {
        Map<String, String> settings = mapping.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> "fleetcast.ingest.mappings.x." + entry.getKey(), Map.Entry::getValue));
        settings.put("fleetcast.ingest.mappings.x.speed-unit", mapping.getOrDefault("speed-unit", "km/h"));
        settings.put("fleetcast.ingest.shapes.x", "mapping:x");
        return shapes(settings).of("x").orElseThrow();
    }

    private static Shapes shapes(Map<String, String> settings) {
        IngestConfig config = Settings.of(IngestConfig.class, settings);
        return new Shapes(config.shapes(), config.mappings(), config.topics());
    }
}
