package dev.fleetcast.stream.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fleetcast.stream.TestUpdates;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.testing.SseParser;
import dev.fleetcast.testing.SseParser.Event;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ControlEventsTest {

    private static final UnitId UNIT = new UnitId(Long.MAX_VALUE);
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static Stream<byte[]> all() {
        StreamId id = TestUpdates.streamId();
        Stream<byte[]> some = Stream.of(
                ControlEvents.PING,
                ControlEvents.streamId(id, true),
                ControlEvents.streamId(id, false),
                ControlEvents.ready(UNIT),
                ControlEvents.unknownCursor(),
                ControlEvents.streamId(id, null),
                ControlEvents.degraded(Instant.now()),
                ControlEvents.recovered(Instant.now()));
        Stream<byte[]> gaps = Arrays.stream(GapReason.values())
                .flatMap(reason -> Stream.of(
                        ControlEvents.gap(reason, UNIT, Integer.MAX_VALUE), ControlEvents.gap(reason, UNIT, null)));
        Stream<byte[]> ends = Arrays.stream(ByeReason.values()).map(ControlEvents::bye);
        Stream<byte[]> unsubscribed = Stream.of(
                        UnsubscribeReason.REQUESTED, UnsubscribeReason.REVOKED, UnsubscribeReason.REMOVED)
                .map(reason -> ControlEvents.unsubscribed(UNIT, reason));
        Stream<byte[]> area = Stream.concat(
                Stream.of(ControlEvents.enter(UNIT), ControlEvents.areaLimit(3_000, 2_000)),
                Arrays.stream(UnsubscribeReason.values()).map(reason -> ControlEvents.leave(UNIT, reason)));
        byte[] notice = ControlEvents.of(new UnitNotice(1, """
                {"type":"alarm_acknowledged","unit_id":1,"code":"PANIC","at":"2026-02-16T13:51:30Z",\
                "acknowledged_by":"Zoë","acknowledged_at":"2026-02-16T13:52:04Z"}"""));
        return Stream.of(some, gaps, ends, unsubscribed, area, Stream.of(notice))
                .flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("all")
    void isOneUnnamedEventWhoseDataIsOneObjectWithAType(byte[] frame) throws Exception {
        List<Event> events = SseParser.parse(frame);

        assertThat(events).hasSize(1);
        assertThat(events.get(0).type()).isEqualTo("message");
        assertThat(events.get(0).fields()).isSubsetOf("retry", "data").endsWith("data");
        assertThat(STRICT.readTree(events.get(0).data()).path("type").textValue())
                .isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"REQUESTED, requested", "REVOKED, revoked", "REMOVED, removed"})
    void endOfASubscriptionNamesItsReason(UnsubscribeReason reason, String word) {
        assertThat(data(ControlEvents.unsubscribed(new UnitId(3), reason)))
                .isEqualTo("{\"type\":\"unsubscribed\",\"unit_id\":3,\"reason\":\"" + word + "\"}");
    }

    @Test
    void reconnectsAreSpread() {
        assertThat(Stream.generate(() -> retry(ControlEvents.streamId(TestUpdates.streamId(), false)))
                        .limit(200))
                .allSatisfy(retry -> assertThat(retry).isBetween(1_000L, 5_000L))
                .satisfies(all -> assertThat(all.stream().distinct().count()).isGreaterThan(100));
    }

    @Test
    void byeRepeatsItsRetryInTheData() {
        byte[] bye = ControlEvents.bye(ByeReason.DRAIN);

        assertThat(data(bye))
                .isEqualTo(
                        "{\"type\":\"bye\",\"reason\":\"drain\",\"reconnect\":true,\"retry_ms\":" + retry(bye) + "}");
    }

    private static String data(byte[] frame) {
        return SseParser.parse(frame).get(0).data();
    }

    private static long retry(byte[] frame) {
        return Objects.requireNonNull(SseParser.parse(frame).get(0).retry());
    }
}
