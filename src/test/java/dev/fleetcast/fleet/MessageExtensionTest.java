package dev.fleetcast.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.telemetry.UnitId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageExtensionTest {

    private static final ObjectMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final FleetDriver DRIVER = new FleetDriver(4, 10, "Ada", "T4", 3L);
    private static final FleetVehicle VEHICLE =
            new FleetVehicle(3, 10, "REG 3", "F3", null, "E3", "bus", "route 1", DRIVER);
    private static final FleetUnit UNIT = new FleetUnit(
            new UnitId(2),
            10,
            "359568052512345",
            null,
            "Bus 2",
            "S2",
            "active",
            ZoneId.of("Europe/Helsinki"),
            Assignment.PRIMARY,
            VEHICLE);

    @Test
    void addsDataOfTheRegistry() {
        assertThat(
                        extended(
                                "{'gps':{'timestamp':'2018-02-16T13:51:30+00:00','latitude':30.26715},'device':{'imei':'359568052512345'}}"))
                .isEqualTo(json("""
                {'gps':{'timestamp':'2018-02-16T13:51:30+00:00','latitude':30.26715,
                        'timezone':'Europe/Helsinki','local_time':'2018-02-16T15:51:30+02:00'},
                 'device':{'imei':'359568052512345','id':2,'stock_no':'S2','name':'Bus 2','status':'active','assigned_as':'primary'},
                 'vehicle':{'id':3,'client_id':10,'reg_no':'REG 3','fleet_no':'F3','vin':null,'engine_no':'E3'},
                 'driver':{'id':4,'tag_no':'T4','name':'Ada','used_tag':null}}"""));
    }

    @Test
    void unassignedUnitHasNeitherVehicleNorDriver() {
        FleetUnit unassigned =
                new FleetUnit(new UnitId(2), 10, null, null, "spare", null, "stock", ZoneId.of("UTC"), null, null);

        assertThat(json(MessageExtension.extend(json("{}"), unassigned).toString()))
                .isEqualTo(json("""
                {'device':{'id':2,'stock_no':null,'name':'spare','status':'stock','assigned_as':null},
                 'vehicle':null,'driver':null}"""));
    }

    @Test
    void keepsFieldsOfTheSender() {
        ObjectNode message = extended("""
                {'device':{'id':99,'name':'mine','status':null},
                 'gps':{'timestamp':'2018-02-16T13:51:30Z','timezone':'UTC','local_time':'noon'},
                 'vehicle':{'reg_no':'REG 3','vin':'V','color':'red'},
                 'driver':{'used_tag':'T9'},'unknown':[1,{}]}""");

        assertThat(message.get("device"))
                .isEqualTo(json("{'id':99,'name':'mine','status':'active','stock_no':'S2','assigned_as':'primary'}"));
        assertThat(message.get("gps"))
                .isEqualTo(json("{'timestamp':'2018-02-16T13:51:30Z','timezone':'UTC','local_time':'noon'}"));
        assertThat(message.get("vehicle"))
                .isEqualTo(
                        json(
                                "{'reg_no':'REG 3','vin':'V','color':'red','id':3,'client_id':10,'fleet_no':'F3','engine_no':'E3'}"));
        assertThat(message.get("driver")).isEqualTo(json("{'used_tag':'T9','id':4,'tag_no':'T4','name':'Ada'}"));
        assertThat(message.get("unknown")).isEqualTo(json("{'a':[1,{}]}").get("a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'vehicle':{'id':77}",
                "'vehicle':{'reg_no':'OTHER'}",
                "'vehicle':'bus'",
                "'driver':{'id':77}",
                "'driver':{'tag_no':'OTHER'}",
                "'driver':[]",
            })
    void neverMixesTheDataOfTwo(String told) {
        String name = told.substring(1, told.indexOf('\'', 1));
        ObjectNode before = json("{" + told + "}");

        assertThat(extended("{" + told + "}").get(name)).isEqualTo(before.get(name));
    }

    @ParameterizedTest
    @CsvSource({
        "2018-02-16T13:51:30+00:00,2018-02-16T15:51:30+02:00",
        "2018-02-16T13:51:30Z,2018-02-16T15:51:30+02:00",
        "2018-02-16T13:51:30.25Z,2018-02-16T15:51:30.25+02:00",
        "2018-07-16T13:51:00Z,2018-07-16T16:51:00+03:00",
        "2018-02-16T07:51:30-06:00,2018-02-16T15:51:30+02:00",
    })
    void localTimeIsThatOfTheUnit(String timestamp, String localTime) {
        assertThat(extended("{'gps':{'timestamp':'" + timestamp + "'}}")
                        .at("/gps/local_time")
                        .textValue())
                .isEqualTo(localTime);
    }

    @Test
    void localTimeFollowsTheZoneOfTheSender() {
        assertThat(extended("{'gps':{'timestamp':'2018-02-16T13:51:30Z','timezone':'UTC'}}")
                        .at("/gps/local_time")
                        .textValue())
                .isEqualTo("2018-02-16T13:51:30+00:00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'timestamp':null}",
                "{'timestamp':5}",
                "{'timestamp':'yesterday'}",
                "{'timestamp':'2018-02-16T13:51:30'}",
                "{'timestamp':'+999999999-12-31T23:59:59-18:00'}",
                "{'timestamp':'2018-02-16T13:51:30Z','timezone':'Mars/Base'}",
                "{'timestamp':'2018-02-16T13:51:30Z','timezone':7}",
            })
    void timeThatIsNotKnownHasNoLocalTime(String gps) {
        assertThat(extended("{'gps':" + gps + "}").at("/gps/local_time").isNull())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'gps':null}", "{'gps':7}", "{'gps':[]}"})
    void messageWithoutPositionGetsNone(String message) {
        assertThat(extended(message).path("gps").isObject()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'device':'d'}", "{'device':[1]}"})
    void deviceOfAnotherTypeIsLeftAlone(String message) {
        assertThat(extended(message).get("device")).isEqualTo(json(message).get("device"));
    }

    @Test
    void numbersKeepTheirDigits() {
        String numbers = "{\"a\":1.10,\"b\":12345678901234567890.123456789012345678,\"c\":1E+2}";

        assertThat(extended(numbers).toString()).startsWith(numbers.substring(0, numbers.length() - 1));
    }

    private static ObjectNode extended(String message) {
        // Parsed again, as a client would: numbers are equal whatever Java type holds them.
        return json(MessageExtension.extend(json(message), UNIT).toString());
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) EXACT.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
