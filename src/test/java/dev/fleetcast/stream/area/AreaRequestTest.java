package dev.fleetcast.stream.area;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.telemetry.GeoPoint;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AreaRequestTest {

    private static final String SQUARE = "[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[2,1],[2,2],[1,2],[1,1]]]";

    @Test
    void requestOutlivesItsText() {
        FollowedArea area = AreaRequest.parse(
                "{\"bbox\":[-98,30,-97,31],\"mode\":\"latest\",\"interval\":\"PT2S\",\"filter\":\"gps.speed > 5\",\"max_units\":7}");

        assertThat(AreaRequest.parse(area.request())).isEqualTo(area);
        assertThat(area.maxUnits()).isEqualTo(7);
        assertThat(area.mode()).isEqualTo(DeliveryMode.parse("latest", "PT2S", "gps.speed > 5"));
    }

    @Test
    void onlyWhatMattersIsRemembered() {
        FollowedArea area = AreaRequest.parse("{\"polygon\":{\"type\":\"Polygon\",\"note\":\"" + "x".repeat(9_000)
                + "\",\"coordinates\":[[[0,0],[4,0,7,7],[4,4],[0,0]]]},\"interval\":\"PT5S\"}");

        assertThat(area.request())
                .isEqualTo("{\"polygon\":{\"type\":\"Polygon\",\"coordinates\":"
                        + "[[[0.0,0.0],[4.0,0.0],[4.0,4.0],[0.0,0.0]]]},\"max_units\":2000}");
        assertThat(AreaRequest.parse(area.request()).request()).isEqualTo(area.request());
    }

    @ParameterizedTest
    @CsvSource({"179.5, true", "-179.5, true", "180, true", "-180, true", "178, false", "-178, false", "0, false"})
    void boxMayLieOver180Degrees(double longitude, boolean inside) {
        Area.Box box =
                (Area.Box) AreaRequest.parse("{\"bbox\":[179,-20,-179,-10]}").area();

        assertThat(box.contains(new GeoPoint(-15, longitude))).isEqualTo(inside);
        assertThat(Math.abs(box.middle().longitude())).isEqualTo(180);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.5, true", "3, 3, true", "1.5, 1.5, false", "5, 1, false", "-1, 1, false", "1, 4.1, false"})
    void polygonMayHaveHoles(double latitude, double longitude, boolean inside) {
        Area area = AreaRequest.parse("{\"polygon\":{\"type\":\"Polygon\",\"coordinates\":" + SQUARE + "}}")
                .area();

        assertThat(area)
                .asInstanceOf(type(Outline.class))
                .returns(inside, outline -> outline.contains(new GeoPoint(latitude, longitude)));
    }

    @Test
    void groupsAreNamed() {
        assertThat(AreaRequest.parse("{\"pools\":[3,1]}").area()).isEqualTo(new Area.Pools(List.of(3L, 1L)));
        assertThat(AreaRequest.parse("{\"all\":true}").area()).isEqualTo(new Area.Everything());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | bbox is required, or else",
                "{\"bbox\":[0,0,1,1],\"all\":true} | bbox is required, or else",
                "{\"bbox\":[]} | bbox must be west",
                "{\"bbox\":[0,0,1]} | bbox must be west",
                "{\"bbox\":[0,0,1,null]} | bbox must be west",
                "{\"bbox\":[0,-91,1,1]} | bbox must be west",
                "{\"bbox\":[0,0,180.1,1]} | bbox must be west",
                "{\"bbox\":[0,2,1,1]} | bbox south must not",
                "{\"bbox\":[\"NaN\",0,1,1]} | bbox must be west",
                "{\"pools\":[]} | pools must have",
                "{\"pools\":[null]} | pools must have",
                "{\"all\":false} | all must be true",
                "{\"all\":true,\"max_units\":0} | max_units must be",
                "{\"all\":true,\"max_units\":2001} | max_units must be",
                "{\"all\":true,\"filter\":\"\"} | filter cannot be read: position 1",
                "{\"all\":true,\"mode\":\"\"} | mode must be",
                "{\"polygon\":{}} | polygon must be a GeoJSON Polygon",
                "{\"polygon\":7} | polygon must be a GeoJSON Polygon",
                "{\"polygon\":{\"type\":\"Point\",\"coordinates\":[1,2]}} | polygon must be a GeoJSON Polygon",
                "{\"polygon\":{\"type\":\"Polygon\",\"coordinates\":[]}} | polygon must be a GeoJSON Polygon",
                "{\"polygon\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[0,0]]]}} | coordinates[0] must be a ring",
                "{\"polygon\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,1]]]}} | coordinates[0] must be a ring",
                "{\"polygon\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,91],[1,1],[0,0]]]}} | coordinates[0][1] must be",
                "{\"polygon\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],7,[1,1],[0,0]]]}} | coordinates[0][1] must be"
            })
    void wrongAreaIsRefusedByName(String request, String detail) {
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> AreaRequest.parse(request))
                .satisfies(problem -> {
                    assertThat(problem.getStatusCode()).isEqualTo(422);
                    assertThat(problem.getDetail()).contains(detail);
                });
    }
}
