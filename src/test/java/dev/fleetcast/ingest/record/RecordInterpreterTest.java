package dev.fleetcast.ingest.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.fleet.TestFleet;
import dev.fleetcast.ingest.TestRecord;
import dev.fleetcast.ingest.record.RecordInterpreter.Interpretation;
import dev.fleetcast.ingest.record.RecordInterpreter.Interpretation.Accepted;
import dev.fleetcast.ingest.record.RecordInterpreter.Interpretation.Glanced;
import dev.fleetcast.ingest.record.RecordInterpreter.Interpretation.Rejected;
import dev.fleetcast.ingest.record.RecordInterpreter.Interpretation.Usable;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.testing.TestMessage;
import java.util.Base64;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordInterpreterTest {

    private static final String UNKNOWN_UNIT = "key: names no known unit, and neither does the message";
    private static final byte[] NAMELESS = TestMessage.gps().without("device").bytes();

    private final RecordInterpreter interpreter = new RecordInterpreter(TestFleet.directory(
            TestFleet.unit(1, "359568052512345", "SN-1"),
            TestFleet.unit(2, null, "359568052512346"),
            TestFleet.unit(3, "4", null),
            TestFleet.unit(4, null, null)));

    @ParameterizedTest
    @CsvSource({"359568052512345, 1", "SN-1, 1", "1, 1", "359568052512346, 2", "3, 3", "4, 3"})
    void keyNamesTheUnitByImeiThenSerialNumberThenId(String key, long unit) {
        Accepted accepted = accepted(TestRecord.of(key, NAMELESS));

        assertThat(accepted.unit().id().value()).isEqualTo(unit);
        assertThat(accepted.raw()).isSameAs(NAMELESS);
        assertThat(accepted.message().type()).isEqualTo("gps");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            null    | {"imei":"359568052512345"}                  | 1
            unknown | {"imei":"359568052512345"}                  | 1
            ''      | {"serial_no":"SN-1"}                        | 1
            null    | {"imei":"unknown","serial_no":"SN-1"}       | 1
            null    | {"id":4}                                    | 4
            null    | {"id":4,"imei":"359568052512345"}           | 1
            2       | {"imei":"359568052512345"}                  | 2
            """)
    void messageNamesTheUnitWhenTheKeyDoesNot(String key, String device, long unit) {
        byte[] value = TestMessage.gps().with("device", device).bytes();

        assertThat(accepted(TestRecord.of(key, value)).unit().id().value()).isEqualTo(unit);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            null            | {}
            unknown         | {"imei":"unknown","serial_no":"unknown","id":99}
            01              | {"id":"4"}
            ' 1'            | {"id":-1}
            1\\u0000        | {"id":0}
            359568052512345x| {"id":4.0}
            -1              | {"id":1E+1000000}
            null            | {"id":99999999999999999999}
            """)
    void unknownUnitIsRejected(String key, String device) {
        byte[] value = TestMessage.gps().with("device", device).bytes();

        assertThat(rejected(TestRecord.of(key, value))).isEqualTo(UNKNOWN_UNIT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            VAN-1 | {"imei":"865208030078601"}                          | VAN-1
            ' '   | {"imei":"865208030078601","serial_no":"VAN-1"}      | 865208030078601
            null  | {"imei":"865208","serial_no":"VAN-1"}               | VAN-1
            null  | {"imei":"865208"}                                   | null
            null  | {"serial_no":"865208030078601"}                     | null
            null  | {"id":99}                                           | null
            """)
    void unknownUnitHasTheKeyUnderWhichItWouldBeFound(String key, String device, String expected) {
        byte[] value = TestMessage.gps().with("device", device).bytes();

        assertThat(interpreter.interpret(TestRecord.of(key, value))).isEqualTo(new Rejected(UNKNOWN_UNIT, expected));
    }

    @Test
    void keyThatIsNoTextOrFarTooLongNamesNoUnit() {
        assertThat(rejected(TestRecord.of("1".repeat(1_000_000), NAMELESS))).isEqualTo(UNKNOWN_UNIT);
        assertThat(rejected(TestRecord.of("\uFFFD\uFFFF", NAMELESS))).isEqualTo(UNKNOWN_UNIT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            null                                     | value: must not be null
            ''                                       | value: must be a JSON object
            null_in_json                             | value: must be well-formed JSON (line 1, column 1)
            {"message_type":"gps"                    | value: must be well-formed JSON (line 1, column 22)
            []                                       | value: must be a JSON object
            {"message_type":"gps"}                   | gps: a gps message must have a position object
            {"message_type":"gps","gps":{"latitude":91,"longitude":0}} | gps.latitude: must be a number between -90 and 90
            """)
    void unusableValueIsRejectedForItsOwnReason(String value, String reason) {
        assertThat(rejected(TestRecord.of("1", value))).isEqualTo(reason);
    }

    @Test
    void reasonQuotesNothingOfTheRecord() {
        String secret = "{\"message_type\":\"s3cret\",\"s3cret\":\"s3cret\"}";

        assertThat(rejected(TestRecord.of("s3cret", secret))).doesNotContain("s3cret");
    }

    @Test
    void binaryCloudEventIsTheMessageItself() {
        ConsumerRecord<byte[], byte[]> record =
                TestRecord.of("1", NAMELESS, "ce_specversion", "1.0", "content-type", "application/json");

        assertThat(accepted(record).raw()).isSameAs(NAMELESS);
    }

    @Test
    void structuredCloudEventIsUnwrappedWithEveryDigit() {
        String message = TestMessage.gps().with("x_vendor", "27.90").json();

        Accepted accepted =
                accepted(TestRecord.of("1", "{\"specversion\":\"1.0\",\"id\":\"1\",\"data\":" + message + "}"));

        assertThat(accepted.raw()).asString().isEqualTo(message);
    }

    @Test
    void encodedCloudEventIsUnwrapped() {
        String encoded = Base64.getEncoder().encodeToString(NAMELESS);

        Accepted accepted =
                accepted(TestRecord.of("1", "{\"specversion\":\"1.0\",\"data_base64\":\"" + encoded + "\"}"));

        assertThat(accepted.raw()).isEqualTo(NAMELESS);
    }

    @Test
    void invalidMessageInACloudEventIsRejectedForItsOwnReason() {
        String event = "{\"specversion\":\"1.0\",\"data\":{\"message_type\":\"gps\"}}";

        assertThat(rejected(TestRecord.of("1", event))).isEqualTo("gps: a gps message must have a position object");
    }

    @Test
    void writtenMessageIsReadBackUnchanged() throws Exception {
        Accepted accepted = accepted(TestRecord.of(
                "1", "{\"specversion\":\"1.0\",\"data\":" + TestMessage.gps().json() + "}"));

        assertThat(accepted(TestRecord.of("1", accepted.raw())).message().tree())
                .isEqualTo(accepted.message().tree());
    }

    @Test
    void usualMessageOfAUnitTheKeyNamesIsOnlyGlancedAt() {
        ConsumerRecord<byte[], byte[]> record = TestRecord.of("359568052512345", NAMELESS);

        Interpretation interpretation = interpreter.glance(record, unit -> false);

        assertThat(interpretation).isInstanceOfSatisfying(Glanced.class, glanced -> {
            Accepted accepted = accepted(record);
            assertThat(glanced.unit()).isEqualTo(accepted.unit());
            assertThat(glanced.report()).isEqualTo(accepted.report());
            assertThat(glanced.raw()).isSameAs(NAMELESS);
        });
    }

    @Test
    void messageOfAWantedUnitIsReadAsAWhole() {
        Interpretation interpretation = interpreter.glance(TestRecord.of("2", NAMELESS), new UnitId(2)::equals);

        assertThat(interpretation).isInstanceOf(Accepted.class);
    }

    @Test
    void glancedMessageCanBeReadInFullLater() {
        Usable glanced = (Usable) interpreter.glance(TestRecord.of("2", NAMELESS), unit -> false);

        Accepted whole = interpreter.whole(glanced).orElseThrow();

        assertThat(whole.unit()).isSameAs(glanced.unit());
        assertThat(whole.raw()).isSameAs(NAMELESS);
        assertThat(whole.message().tree())
                .isEqualTo(accepted(TestRecord.of("2", NAMELESS)).message().tree());
        assertThat(interpreter.whole(whole)).containsSame(whole);
    }

    @Test
    void envelopeThatLooksLikeAMessageIsOpenedWhereItIsDeclared() {
        String inner = TestMessage.of("status").json();
        String outer = "{\"specversion\":\"1.0\",\"message_type\":\"gps\",\"gps\":{},\"data\":" + inner + "}";
        ConsumerRecord<byte[], byte[]> record =
                TestRecord.of("1", outer, "content-type", "application/cloudevents+json; charset=utf-8");

        Interpretation interpretation = interpreter.glance(record, unit -> false);

        assertThat(interpretation)
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.raw()).asString().isEqualTo(inner));
    }

    @Test
    void glanceRejectsTextThatCouldNotBeReadLater() {
        byte[] surrogates = "{\"message_type\":\"status\",\"x\":\"\u00ed\u00a0\u00bd\"}".getBytes(ISO_8859_1);

        Interpretation interpretation = interpreter.glance(TestRecord.of("1", surrogates), unit -> false);

        assertThat(interpretation).isEqualTo(new Rejected("value: must be UTF-8; byte 31 does not start a character"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            1       | null
            1       | {"message_type":"gps"
            1       | {"message_type":"gps"}
            unknown | {"message_type":"status"}
            null    | {"message_type":"status","device":{"imei":"unknown"}}
            """)
    void glanceRejectsForTheReasonThatACloserLookGives(String key, String value) {
        ConsumerRecord<byte[], byte[]> record = TestRecord.of(key, value);

        assertThat(interpreter.glance(record, unit -> false)).isEqualTo(interpreter.interpret(record));
    }

    @Test
    void messageThatNamesItsUnitItselfIsReadAsAWhole() {
        byte[] value = TestMessage.gps().bytes();

        assertThat(interpreter.glance(TestRecord.of(null, value), unit -> false))
                .isInstanceOf(Accepted.class);
    }

    private Accepted accepted(ConsumerRecord<byte[], byte[]> record) {
        Interpretation interpretation = interpreter.interpret(record);
        assertThat(interpretation).isInstanceOf(Accepted.class);
        return (Accepted) interpretation;
    }

    private String rejected(ConsumerRecord<byte[], byte[]> record) {
        Interpretation interpretation = interpreter.interpret(record);
        assertThat(interpretation).isInstanceOf(Rejected.class);
        return ((Rejected) interpretation).reason();
    }
}
