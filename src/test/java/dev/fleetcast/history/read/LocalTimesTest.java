package dev.fleetcast.history.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalTimesTest {

    private static final Instant FILED = Instant.parse("2026-02-16T13:51:32Z");
    private static final ZoneId KYIV = ZoneId.of("Europe/Kyiv");

    @ParameterizedTest
    @CsvSource({
        "2026-02-16T13:51:30+00:00, 2026-02-16T15:51:30+02:00",
        // Filed under the time of its gateway.
        "2099-07-01T00:00:00Z, 2099-07-01T03:00:00+03:00"
    })
    void localTimeIsThatOfTheDevice(String device, String local) throws Exception {
        ObjectNode message = message("{\"timestamp\":\"" + device + "\"}");

        LocalTimes.add(message, FILED, KYIV);

        assertThat(message.at("/gps/local_time").textValue()).isEqualTo(local);
        assertThat(message.at("/gps/timezone").textValue()).isEqualTo("Europe/Kyiv");
    }

    @Test
    void withoutADeviceTimeThereIsNone() throws Exception {
        ObjectNode message = message("{\"timestamp\":null}");

        LocalTimes.add(message, FILED, KYIV);

        assertThat(message.at("/gps").has("local_time")).isFalse();
    }

    private static ObjectNode message(String gps) throws Exception {
        return (ObjectNode) new ObjectMapper().readTree("{\"gps\":" + gps + "}");
    }
}
