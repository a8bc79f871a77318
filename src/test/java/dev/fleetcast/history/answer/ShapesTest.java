package dev.fleetcast.history.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.history.day.DayTotals;
import dev.fleetcast.history.trip.Ignition;
import dev.fleetcast.history.trip.Point;
import dev.fleetcast.history.trip.Readings;
import dev.fleetcast.history.trip.TestSheets;
import dev.fleetcast.history.trip.Trip;
import dev.fleetcast.history.trip.TripRules;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DayTotals DAY = new DayTotals(123_456, 7_200, 100 * 3_600, 1_000, 59, 131.25, 4);

    @Test
    void tripHasTheShapeOfATripMessage() throws Exception {
        List<Point> points = new ArrayList<>();
        Instant start = Instant.parse("2026-03-03T12:00:00Z");
        for (int minute = 0; minute < 60; minute++) {
            boolean drives = minute < 10;
            points.add(new Point(
                    start.plusSeconds(minute * 60L).toEpochMilli(),
                    1,
                    30 + Math.min(minute, 10) * 1_000 / TestSheets.METERS_PER_DEGREE,
                    -97,
                    drives ? 60.0 : 0.0,
                    Ignition.ON,
                    0,
                    new Readings(
                            8.0 + minute % 2, 70.0, minute == 3 ? List.of("PANIC") : List.of(), Map.of("fuel", 61.5))));
        }
        Trip trip = TestSheets.of(points).get(0).trips().get(0);
        ObjectNode from = (ObjectNode) JSON.readTree("{\"driver\":{\"id\":5}}");

        ObjectNode answer = TripAnswer.of(trip, from, JsonNodeFactory.instance.objectNode(), TripRules.DEFAULT, true);

        assertThat(JSON.readTree(answer.toString())).isEqualTo(JSON.readTree("""
                {"message_ver":1,"message_type":"trip","driver":{"id":5},"stationary_from":"2026-03-03T12:10:00Z",
                 "from":{"driver":{"id":5}},"to":{},"active":false,"discardable":false,"revision":1,
                 "summary":{
                   "gps":{"distance_km":10.000,"speed":{"min":0.0,"max":60.0,"avg":60.0},
                          "satellites":{"min":8.0,"max":9.0,"avg":8.5}},
                   "gsm":{"signal_str":{"min":70.0,"max":70.0,"avg":70.0}},
                   "events":[["PANIC",1]],
                   "durations":{"total":"00:10:00","total_secs":600,"driving":"00:10:00","driving_secs":600,
                     "idling":"00:00:00","idling_secs":0,"engine":"00:10:00","engine_secs":600,
                     "speeding":"00:00:00","speeding_secs":0,"trip_start":"2026-03-03T12:00:00Z"},
                   "distances":{"total":10.000,"speeding":0.000},
                   "sensor_ranges":[{"name":"fuel","min":61.5,"max":61.5,"avg":61.5}],
                   "furthest_point":10.000},
                 "explain":{"began":"first_data","ended":"standing"}}"""));
    }

    @Test
    void emptyDayHasZerosAndNoSpeeds() throws Exception {
        assertThat(DayAnswer.of(LocalDate.of(2026, 3, 3), DayTotals.NONE, List.of(), List.of(), null, null))
                .hasToString(
                        "{\"message_ver\":1,\"message_type\":\"daily\",\"date\":\"2026-03-03\",\"trip_count\":0,\"drivers\":[],\"from\":null,"
                                + "\"to\":null,\"summary\":{\"gps\":{\"distance_km\":0.000,\"speed\":{\"min\":null,\"max\":null,"
                                + "\"avg\":null},\"satellites\":null},\"gsm\":{\"signal_str\":null},\"events\":[],\"durations\":{\"total\":\"00:00:00\",\"total_secs\":0,"
                                + "\"driving\":\"00:00:00\",\"driving_secs\":0,\"idling\":\"00:00:00\",\"idling_secs\":0,"
                                + "\"engine\":\"00:00:00\",\"engine_secs\":0,\"speeding\":\"00:00:00\",\"speeding_secs\":0,\"trip_start\":null},"
                                + "\"distances\":{\"total\":0.000,\"speeding\":0.000},\"sensor_ranges\":[],"
                                + "\"furthest_point\":0.000}}");
    }

    @ParameterizedTest
    @CsvSource({
        "distances, {\"distance_km\":123.456}, {\"distance_km\":0.000}",
        "max-speed, {\"max_speed\":131.3}, {\"max_speed\":null}",
        "avg-speed, {\"avg_speed\":61.7}, {\"avg_speed\":null}",
        "speeding-distances, {\"speeding_distance\":1.000}, {\"speeding_distance\":0.000}",
        "speeding-durations, {\"speeding_duration\":\"00:00:59\"}, {\"speeding_duration\":\"00:00:00\"}",
        "driving-durations, {\"driving_duration\":\"02:00:00\"}, {\"driving_duration\":\"00:00:00\"}",
        "idling-durations, {\"idling_duration\":\"100:00:00\"}, {\"idling_duration\":\"00:00:00\"}",
        "engine-hours, {\"engine_hours\":\"102:00:00\"}, {\"engine_hours\":\"00:00:00\"}",
        "trip-count, {\"trip_count\":4}, {\"trip_count\":0}"
    })
    void summaryTypeHasOneProperty(String path, String expected, String empty) {
        SummaryType type = SummaryType.of(path).orElseThrow();
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        ObjectNode emptyRow = JsonNodeFactory.instance.objectNode();

        type.put(DAY, row);
        type.put(DayTotals.NONE, emptyRow);

        assertThat(row).hasToString(expected);
        assertThat(emptyRow).hasToString(empty);
        assertThat(SummaryType.of("fuel")).isEmpty();
    }
}
