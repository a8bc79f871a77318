package dev.fleetcast.stream.area;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.problem.Violations;
import dev.fleetcast.problem.Violations.FieldViolation;
import dev.fleetcast.stream.event.DeliveryMode;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a client wants to follow: exactly one of a box, a polygon, pools, and everything.
 *
 * @param bbox west, south, east, north in degrees; west is greater than east over 180° of longitude
 * @param polygon a GeoJSON Polygon
 * @param pools ids of pools
 * @param all true for every visible unit
 * @param mode {@code every} (the default) or {@code latest}
 * @param interval the interval of {@code latest}, an ISO 8601 duration
 * @param filter a condition; only messages for which it holds are sent
 * @param maxUnits the maximum number of units, {@value #MOST_UNITS} by default and at most
 */
@JsonIgnoreProperties(ignoreUnknown = false)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "AreaToFollow")
public record AreaRequest(
        @Schema(nullable = true, examples = "[-97.9,30.1,-97.5,30.5]")
        List<Double> bbox,

        @Schema(nullable = true, implementation = Object.class)
        JsonNode polygon,

        @Schema(nullable = true) List<Long> pools,
        @Schema(nullable = true) Boolean all,
        @Schema(nullable = true) String mode,
        @Schema(nullable = true) String interval,
        @Schema(nullable = true) String filter,
        @Schema(nullable = true) @JsonProperty("max_units") Integer maxUnits) {

    /** The maximum number of units in an area. */
    public static final int MOST_UNITS = 2_000;

    private static final int MOST_POOLS = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The area of a request as JSON, see {@link FollowedArea#request}.
     *
     * @throws IllegalArgumentException if no replica can have written it
     */
    public static FollowedArea parse(String request) {
        try {
            return JSON.readValue(request, AreaRequest.class).area();
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("not an area", malformed);
        }
    }

    /**
     * Checks the request.
     *
     * @throws HttpProblem 422 naming what is wrong
     */
    public FollowedArea area() {
        DeliveryMode delivery = DeliveryMode.parse(mode, interval, filter);
        int most = maxUnits == null ? MOST_UNITS : maxUnits;
        try {
            if (most < 1 || most > MOST_UNITS) {
                throw new InvalidAreaException("max_units", "must be from 1 to " + MOST_UNITS);
            }
            Area area = which();
            return new FollowedArea(area, delivery, most, JSON.writeValueAsString(essence(area, delivery, most)));
        } catch (InvalidAreaException invalid) {
            throw Violations.problem(List.of(new FieldViolation(invalid.field(), invalid.getMessage())));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The request without what has no meaning, such as foreign members of a polygon: all replicas remember it. */
    private AreaRequest essence(Area area, DeliveryMode delivery, int most) {
        return new AreaRequest(
                bbox,
                area instanceof Outline outline ? outline.geoJson() : null,
                pools,
                all,
                delivery.isLatest() ? "latest" : null,
                delivery.isLatest() ? delivery.interval().toString() : null,
                filter,
                most);
    }

    private Area which() throws InvalidAreaException {
        if (Stream.of(bbox, polygon, pools, all).filter(Objects::nonNull).count() != 1) {
            throw new InvalidAreaException(
                    "bbox", "is required, or else polygon, pools or all; only one of the four is allowed");
        }
        if (bbox != null) {
            return box();
        }
        if (polygon != null) {
            return Outline.of(polygon);
        }
        if (pools != null) {
            return groups();
        }
        if (!all) {
            throw new InvalidAreaException("all", "must be true, or left out");
        }
        return new Area.Everything();
    }

    private Area.Box box() throws InvalidAreaException {
        if (bbox.size() != 4 || !isWithin(0, 180) || !isWithin(1, 90) || !isWithin(2, 180) || !isWithin(3, 90)) {
            throw new InvalidAreaException(
                    "bbox", "must be west, south, east, north, from -180 to 180 and from -90 to 90 degrees");
        }
        if (bbox.get(1) > bbox.get(3)) {
            throw new InvalidAreaException("bbox", "south must not be greater than north");
        }
        return new Area.Box(bbox.get(0), bbox.get(1), bbox.get(2), bbox.get(3));
    }

    private boolean isWithin(int index, double limit) {
        return bbox.get(index) != null && Math.abs(bbox.get(index)) <= limit;
    }

    private Area.Pools groups() throws InvalidAreaException {
        if (pools.isEmpty() || pools.size() > MOST_POOLS || pools.contains(null)) {
            throw new InvalidAreaException("pools", "must have from 1 to " + MOST_POOLS + " ids");
        }
        return new Area.Pools(pools);
    }
}
