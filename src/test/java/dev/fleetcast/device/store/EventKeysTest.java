package dev.fleetcast.device.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.device.event.DeviceEvent;
import dev.fleetcast.device.key.EventKey;
import dev.fleetcast.device.key.EventPlace;
import dev.fleetcast.device.key.EventTs;
import dev.fleetcast.device.key.KeyedEvent;
import dev.fleetcast.device.key.TsMembers;
import dev.fleetcast.testing.Schemas;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventKeysTest {

    private final TestEvents events = new TestEvents();

    @Test
    void eventWithTsIsTheSameWhereverItIsInKafka() {
        EventKey first = key("d", "n", "{\"ts\":1,\"v\":2}");

        assertThat(key("d", "n", "{\"ts\":1,\"v\":2}")).isEqualTo(first);
        assertThat(Stream.of(
                                first,
                                key("e", "n", "{\"ts\":1,\"v\":2}"),
                                key("d", "m", "{\"ts\":1,\"v\":2}"),
                                key("d", "n", "{\"ts\":2,\"v\":2}"),
                                key("d", "n", "{\"ts\":1,\"v\":3}"),
                                key("d", "n", "{\"ts\":1, \"v\":2}"))
                        .collect(Collectors.toSet()))
                .hasSize(6);
    }

    @Test
    void partsDoNotRunIntoEachOther() {
        assertThat(key("a1:b", "n", "{\"ts\":1}")).isNotEqualTo(key("a", "1:bn", "{\"ts\":1}"));
        assertThat(key("ab", "c", "{\"ts\":1}")).isNotEqualTo(key("a", "bc", "{\"ts\":1}"));
    }

    @Test
    void withoutTsItsPlaceOrItsIdCounts() {
        assertThat(key("d", "n", "x")).isNotEqualTo(key("d", "n", "x"));
        String named = "{\"name\":\"n\",\"event_id\":\"%s\"}";
        assertThat(read("d", named.formatted("7")).key())
                .isEqualTo(read("d", named.formatted("7")).key())
                .isNotEqualTo(read("d", named.formatted("8")).key())
                .isNotEqualTo(read("e", named.formatted("7")).key());
    }

    @Test
    void topicMadeAnewIsAnotherPlace() {
        var record = events.record("d", "{\"name\":\"n\"}");

        assertThat(TestEvents.reading().read(record, "a").event().key())
                .isNotEqualTo(TestEvents.reading().read(record, "b").event().key());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"ts\":1512500000}|1512500000",
                "{\"a\":{\"ts\":2},\"ts\":1.5125e9}|1512500000",
                "{\"ts\":-0.50}|-0.50",
                "{\"ts\":1,\"ts\":2}|2",
                "{\"ts\":\"2026-11-29T12:00:00Z\"}|2026-11-29T12:00:00Z",
                "{\"ts\":1e999999999}|1e999999999",
                "{\"ts\":1e99999999999}|1e99999999999",
                "{\"ts\":0e-99999999999}|0e-99999999999",
            })
    void tsIsInPlainDecimalOrAText(String data, String plain) {
        assertThat(ts(data).map(EventTs::plain)).contains(plain);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "7",
                "[{\"ts\":1}]",
                "{}",
                "{\"ts\":null}",
                "{\"ts\":true}",
                "{\"ts\":{\"ts\":1}}",
                "{\"ts\":\"\"}",
                "{\"ts\":\"\\u0000\"}",
                "{\"ts\":\"\\ud83d\"}",
                "{\"ts\":\"\\\"\"}",
                "{\"ts\":1",
                "{\"ts\":1} x",
                "{\"ts\":NaN}",
            })
    void otherDataHasNoTs(String data) {
        assertThat(ts(data)).isEmpty();
    }

    @Test
    void memberIsTheOneOfTheLongestStart() {
        TsMembers members = new TsMembers(List.of("door/=at", "door/front=front_at", "=any"));

        assertThat(ts(members, "door/x", "{\"at\":1,\"ts\":2}")).isEqualTo("1");
        assertThat(ts(members, "door/front/x", "{\"at\":1,\"front_at\":3}")).isEqualTo("3");
        assertThat(ts(members, "door", "{\"at\":1,\"any\":4}")).isEqualTo("4");
        assertThatThrownBy(() -> new TsMembers(List.of("door/"))).hasMessageContaining("DEVICE_TS_MEMBERS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1700000000.123456789", "0.00000001", "1.50", "1e400", "1e99999999999"})
    void confirmationKeepsEveryDigitOfTs(String number) {
        Confirmation confirmation = Confirmation.of(
                new StoredEvent(events.keyed("d", "n", "{\"ts\":" + number + "}"), TestEvents.PUBLISHED, false),
                List.of("postgresql"));

        assertThat(Confirmation.read(confirmation.json())).contains(confirmation);
    }

    @Test
    void confirmationIsReadAsItIsWritten() throws Exception {
        KeyedEvent event = read("d", "{\"name\":\"n\",\"data\":{\"ts\":12},\"event_id\":\"é\"}");
        Confirmation confirmation = Confirmation.of(
                new StoredEvent(event, TestEvents.PUBLISHED.plusMillis(75), true), List.of("postgresql", "mysql"));

        assertThat(new String(confirmation.json(), StandardCharsets.UTF_8)).isEqualTo("""
                {"device":"d","name":"n","ts":12,"event_id":"é","published_at":"2026-11-29T12:00:00.125Z",\
                "stored_at":"2026-11-29T12:00:00.200Z","duplicate":true,"stores":["postgresql","mysql"]}""");
        assertThat(Confirmation.read(confirmation.json())).contains(confirmation);
        assertThat(Schemas.DEVICE_ACK.complaints(new ObjectMapper().readTree(confirmation.json())))
                .isEmpty();
        for (String foreign : Set.of(
                "",
                "7",
                "{",
                "{}",
                "{\"device\":\"d\",\"name\":\"n\",\"stored_at\":\"now\"}",
                "{\"ts\":1e99999999999}")) {
            assertThat(Confirmation.read(foreign.getBytes(StandardCharsets.UTF_8)))
                    .isEmpty();
        }
        assertThat(new ObjectMapper().writeValueAsString(List.of(new EventTs("12"), new EventTs("\"a\""))))
                .isEqualTo("[12,\"a\"]");
    }

    private Optional<EventTs> ts(String data) {
        return new TsMembers(List.of()).of(event("n", data));
    }

    private static String ts(TsMembers members, String name, String data) {
        return members.of(event(name, data)).map(EventTs::plain).orElse(null);
    }

    private static DeviceEvent event(String name, String data) {
        return DeviceEvent.ofDevice("d", name, data, 60, false, TestEvents.PUBLISHED);
    }

    private EventKey key(String device, String name, String data) {
        return KeyedEvent.of(
                        DeviceEvent.ofDevice(device, name, data, 60, false, TestEvents.PUBLISHED),
                        new TsMembers(List.of())
                                .of(DeviceEvent.ofDevice(device, name, data, 60, false, TestEvents.PUBLISHED)),
                        EventPlace.of("g", events.record("d", "")))
                .key();
    }

    private KeyedEvent read(String device, String value) {
        return TestEvents.reading().read(events.record(device, value), "g").event();
    }
}
