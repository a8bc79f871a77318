package dev.fleetcast.stream.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.stream.TestUpdates;
import dev.fleetcast.telemetry.UnitId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EnvelopeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TELEMETRY | gps   | 7 | false | {"type":"gps","message_type":"gps","unit_id":1,"vehicle_id":7,"telemetry":{"é":"👍"}}
            TELEMETRY | gps   | 7 | true  | {"type":"gps","snapshot":true,"message_type":"gps","unit_id":1,"vehicle_id":7,"telemetry":{"é":"👍"}}
            TELEMETRY | gps   |   | false | {"type":"gps","message_type":"gps","unit_id":1,"vehicle_id":null,"telemetry":{"é":"👍"}}
            TELEMETRY | trip  | 7 | false | {"type":"gps","message_type":"trip","unit_id":1,"vehicle_id":7,"telemetry":{"é":"👍"}}
            TELEMETRY | event | 7 | false | {"type":"event","message_type":"event","unit_id":1,"vehicle_id":7,"telemetry":{"é":"👍"}}
            DATA      | gps   | 7 | false | {"type":"gps","data":{"é":"👍"}}
            DATA      | gps   | 7 | true  | {"type":"gps","snapshot":true,"data":{"é":"👍"}}
            DATA      | trip  | 7 | false | {"type":"gps","data":{"é":"👍"}}
            DATA      | daily | 7 | false | {"type":"daily","data":{"é":"👍"}}
            """)
    void wrapsTheMessageByteForByte(
            Envelope envelope, String messageType, Long vehicle, boolean snapshot, String json) {
        Update update = update(messageType, vehicle);

        byte[] frame = envelope.encode(update, snapshot);

        assertThat(new String(frame, StandardCharsets.UTF_8)).isEqualTo("data: " + json + "\n\n");
    }

    @ParameterizedTest
    @EnumSource(Envelope.class)
    void encodesOncePerUpdate(Envelope envelope) {
        Update routed = TestUpdates.routed(update("gps", 7L));

        assertThat(routed.live(envelope, false)).isSameAs(routed.live(envelope, false));
        assertThat(routed.live(envelope, true).frame())
                .isSameAs(routed.live(envelope, false).frame());
    }

    @Test
    void envelopesOfOneUpdateDoNotMix() {
        Update routed = TestUpdates.routed(update("gps", 7L));

        assertThat(routed.live(Envelope.TELEMETRY, false).frame())
                .isNotEqualTo(routed.live(Envelope.DATA, false).frame());
        assertThat(routed.live(Envelope.DATA, false).frame()).isEqualTo(Envelope.DATA.encode(routed, false));
    }

    private static Update update(String messageType, Long vehicle) {
        byte[] extended = "{\"é\":\"👍\"}".getBytes(StandardCharsets.UTF_8);
        return new Update(new UnitId(1), vehicle, messageType, extended, 1, Instant.EPOCH, TestUpdates.at(1));
    }
}
