package dev.fleetcast.ingest.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fleetcast.telemetry.InvalidMessageException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordSplitTest {

    private final RecordSplit split = new RecordSplit("/data/positions");

    @Test
    void partsHaveTheOrderOfTheArrayAndWhatIsBesideIt() throws InvalidMessageException {
        assertThat(parts("{\"id\":\"A\",\"data\":{\"positions\":[{\"lat\":1.50},{\"lat\":2,\"id\":\"B\"}],\"x\":1}}"))
                .containsExactly(
                        "{\"id\":\"A\",\"data\":{\"x\":1},\"lat\":1.50}",
                        "{\"id\":\"B\",\"data\":{\"x\":1},\"lat\":2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"lat\": 1}", "{\"data\":{\"positions\":{}}}", "[ 1 ]", "{\"data\":[]}"})
    void recordWithoutTheArrayStaysAsItIs(String record) throws InvalidMessageException {
        assertThat(parts(record)).containsExactly(record);
    }

    @Test
    void emptyArrayHasNoParts() throws InvalidMessageException {
        assertThat(parts("{\"data\":{\"positions\":[]}}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            null                              | value: must not be null
            {                                 | value: must be well-formed JSON (line 1, column 2)
            {"data":{"positions":[{},1]}}     | value: each of its messages must be a JSON object
            """)
    void unusableRecordIsRefused(String record, String reason) {
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> parts(record))
                .withMessage(reason);
    }

    @Test
    void recordOfTooManyMessagesIsRefused() {
        String record = IntStream.rangeClosed(0, RecordSplit.MAX_PARTS)
                .mapToObj(number -> "{}")
                .collect(Collectors.joining(",", "{\"data\":{\"positions\":[", "]}}"));

        assertThatExceptionOfType(InvalidMessageException.class).isThrownBy(() -> parts(record));
    }

    @Test
    void recordThatWouldBecomeTooLongIsRefused() {
        String beside = "x".repeat(RecordSplit.MAX_BYTES / 20);
        String record = "{\"beside\":\"" + beside + "\",\"data\":{\"positions\":[" + "{},".repeat(20) + "{}]}}";

        assertThatExceptionOfType(InvalidMessageException.class).isThrownBy(() -> parts(record));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "positions"})
    void placeMustBeThatOfAMember(String place) {
        assertThatIllegalArgumentException().isThrownBy(() -> new RecordSplit(place));
    }

    private List<String> parts(String record) throws InvalidMessageException {
        return split.parts(record == null ? null : record.getBytes(StandardCharsets.UTF_8)).stream()
                .map(part -> new String(part, StandardCharsets.UTF_8))
                .toList();
    }
}
