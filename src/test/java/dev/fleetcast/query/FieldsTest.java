package dev.fleetcast.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "gps.speed|{\"gps\":{\"speed\":42.50}}",
                "gps.speed, valid ,nothing,gps.nothing.x|{\"gps\":{\"speed\":42.50},\"valid\":true}",
                "gps.altitude|{\"gps\":{\"altitude\":null}}",
                "gps.speed.x|{}",
                "gsm[1].signal_str|{\"gsm\":[null,{\"signal_str\":9}]}",
                "gsm[9]|{}",
                "sensors.ignition|{\"sensors\":[[\"ignition\",\"on\"]]}",
                "sensors.fuel_level,sensors.ignition|{\"sensors\":[[\"fuel_level\",61.5],[\"ignition\",\"on\"]]}",
                "sensors.tyres[0]|{\"sensors\":[[\"tyres\",[2.1]]]}",
                "inputs[3]|{\"inputs\":\"10100000\"}",
                "device.name,device|{\"device\":{\"imei\":\"359568052512345\",\"name\":\"A 1\"}}",
                "events|{\"events\":[[\"ZONE:ENTER:1\"],[\"HARSH:BRAKING\",[[\"x\",-0.45]]]]}"
            })
    void keepsTheFieldsInTheirPlaces(String list, String expected) throws InvalidQueryException {
        assertThat(Fields.parse(list).of(Messages.example())).hasToString(expected.replace("42.50", "42.5"));
    }

    @Test
    void saysWhereAndWhatIsWrong() {
        assertThatThrownBy(() -> Fields.parse("gps.speed,"))
                .hasMessage("position 11: expected the name of a field, found the end");
        assertThatThrownBy(() -> Fields.parse("gps speed"))
                .hasMessage("position 5: expected \",\" or the end, found \"s\"");
        assertThatThrownBy(() -> Fields.parse("a,".repeat(100) + "a")).hasMessageContaining("at most 100 fields");
        assertThatThrownBy(() -> Fields.parse("a".repeat(4_001))).hasMessageContaining("at most 4000 characters");
    }
}
