package dev.fleetcast.stream.area;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.telemetry.GeoPoint;
import java.util.ArrayList;
import java.util.List;

/**
 * A polygon, with holes. Its edges are straight on a map whose axes are longitude and latitude, and do not lie over 180°
 * of longitude.
 *
 * @param box the smallest box around it
 * @param rings longitude and latitude of the corners in turn; the first ring is the outer one
 */
record Outline(Area.Box box, List<double[]> rings) implements Area.Region {

    private static final int MAX_CORNERS = 1_000;
    private static final int FEWEST_CORNERS = 4;

    /**
     * Reads a GeoJSON Polygon (RFC 7946).
     *
     * @throws InvalidAreaException naming what is wrong with it
     */
    static Outline of(JsonNode polygon) throws InvalidAreaException {
        JsonNode coordinates = polygon.path("coordinates");
        if (!polygon.path("type").asText().equals("Polygon") || !coordinates.isArray() || coordinates.isEmpty()) {
            throw new InvalidAreaException("polygon", "must be a GeoJSON Polygon with at least one ring");
        }
        int corners = 0;
        List<double[]> rings = new ArrayList<>();
        for (JsonNode ring : coordinates) {
            corners += ring.size();
            if (corners > MAX_CORNERS) {
                throw new InvalidAreaException("polygon", "must have at most " + MAX_CORNERS + " corners");
            }
            rings.add(ring(ring, rings.size()));
        }
        return new Outline(around(rings.get(0)), List.copyOf(rings));
    }

    /** The polygon as GeoJSON. */
    ObjectNode geoJson() {
        ObjectNode polygon = JsonNodeFactory.instance.objectNode().put("type", "Polygon");
        ArrayNode coordinates = polygon.putArray("coordinates");
        for (double[] ring : rings) {
            ArrayNode positions = coordinates.addArray();
            for (int i = 0; i < ring.length; i += 2) {
                positions.addArray().add(ring[i]).add(ring[i + 1]);
            }
        }
        return polygon;
    }

    private static double[] ring(JsonNode ring, int number) throws InvalidAreaException {
        String field = "polygon.coordinates[" + number + "]";
        boolean closed =
                ring.isArray() && ring.size() >= FEWEST_CORNERS && ring.get(0).equals(ring.get(ring.size() - 1));
        if (!closed) {
            throw new InvalidAreaException(
                    field, "must be a ring of at least " + FEWEST_CORNERS + " positions, the last like the first");
        }
        double[] corners = new double[2 * ring.size()];
        for (int i = 0; i < ring.size(); i++) {
            corners[2 * i] = number(ring.get(i), 0, 180, field + '[' + i + ']');
            corners[2 * i + 1] = number(ring.get(i), 1, 90, field + '[' + i + ']');
        }
        return corners;
    }

    private static double number(JsonNode position, int index, int limit, String field) throws InvalidAreaException {
        double number = position.path(index).isNumber() ? position.path(index).doubleValue() : Double.NaN;
        if (!position.isArray() || !(Math.abs(number) <= limit)) {
            throw new InvalidAreaException(field, "must be a longitude from -180 to 180 and a latitude from -90 to 90");
        }
        return number;
    }

    private static Area.Box around(double[] ring) {
        double west = ring[0];
        double south = ring[1];
        double east = west;
        double north = south;
        for (int i = 2; i < ring.length; i += 2) {
            west = Math.min(west, ring[i]);
            east = Math.max(east, ring[i]);
            south = Math.min(south, ring[i + 1]);
            north = Math.max(north, ring[i + 1]);
        }
        return new Area.Box(west, south, east, north);
    }

    @Override
    public boolean contains(GeoPoint point) {
        if (!box.contains(point)) {
            return false;
        }
        boolean inside = false;
        for (double[] ring : rings) {
            inside ^= isInside(ring, point);
        }
        return inside;
    }

    /** Counts the edges east of the point. */
    private static boolean isInside(double[] ring, GeoPoint point) {
        boolean inside = false;
        for (int i = 2; i < ring.length; i += 2) {
            double fromLatitude = ring[i - 1];
            double toLatitude = ring[i + 1];
            if (fromLatitude > point.latitude() != toLatitude > point.latitude()) {
                double share = (point.latitude() - fromLatitude) / (toLatitude - fromLatitude);
                inside ^= point.longitude() < ring[i - 2] + share * (ring[i] - ring[i - 2]);
            }
        }
        return inside;
    }
}
