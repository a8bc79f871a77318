package dev.fleetcast.device.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.device.event.DeviceEvent;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventDocumentTest {

    private static final Instant AT = Instant.parse("2026-11-29T12:00:00.125Z");

    @Test
    void membersOfDataAreBesideOurs() {
        assertThat(
                        document(
                                "{\"counter\":7,\"big\":12345678901,\"half\":0.5,\"on\":true,\"none\":null,\"list\":[1,\"a\",{\"x\":2}]}"))
                .isEqualTo(ours().append("counter", 7)
                        .append("big", 12_345_678_901L)
                        .append("half", 0.5)
                        .append("on", true)
                        .append("none", null)
                        .append("list", List.of(1, "a", new Document("x", 2))));
    }

    @Test
    void ourMembersAreNeverReplaced() {
        assertThat(
                        document(
                                "{\"_id\":1,\"coreid\":\"x\",\"name\":2,\"published_at\":3,\"$set\":4,\"a.b\":5,\"\":6,\"ok\":7}"))
                .isEqualTo(ours().append("ok", 7)
                        .append(
                                "data",
                                new Document("_id", 1)
                                        .append("coreid", "x")
                                        .append("name", 2)
                                        .append("published_at", 3)
                                        .append("$set", 4)
                                        .append("a.b", 5)
                                        .append("", 6)));
    }

    @Test
    void memberNamedDataStaysUnlessOthersNeedThePlace() {
        assertThat(document("{\"data\":1}")).isEqualTo(ours().append("data", 1));
        assertThat(document("{\"data\":1,\"name\":2}"))
                .isEqualTo(ours().append("data", new Document("name", 2).append("data", 1)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "open", "7", "[1]", "{\"a\":1", "{\"a\":1} x", "{\"a\\u0000\":1}", "{\"a\":1e99999999999}"})
    void dataThatIsNoObjectIsData(String data) {
        assertThat(document(data)).isEqualTo(ours().append("data", data));
    }

    @Test
    void dataThatIsTooDeepIsData() {
        String data = "{\"a\":".repeat(95) + "1" + "}".repeat(95);

        assertThat(document(data)).isEqualTo(ours().append("data", data));
    }

    @ParameterizedTest
    @CsvSource({"1e999999999, 1E+999999999", "12345678901234567890123, 12345678901234567890123"})
    void numbersThatNoTypeHasAreTexts(String number, String text) {
        assertThat(document("{\"n\":" + number + "}")).isEqualTo(ours().append("n", text));
    }

    private static Document document(String data) {
        return EventDocument.of(DeviceEvent.ofDevice("d", "door", data, 60, false, AT));
    }

    private static Document ours() {
        return new Document("coreid", "d").append("name", "door").append("published_at", Date.from(AT));
    }
}
