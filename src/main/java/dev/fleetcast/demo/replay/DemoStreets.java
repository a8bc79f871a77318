package dev.fleetcast.demo.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.dashboard.StreetMap;
import dev.fleetcast.demo.DemoCities;
import dev.fleetcast.demo.DemoConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The streets that the demo's buses drive, drawn from their own tracks; the buses of other cities drive the same ones.
 * Read for each request, of which a page sends one.
 */
@ApplicationScoped
class DemoStreets implements StreetMap {

    private static final String FILE = "/demo/austin-streets.json";

    private final DemoConfig config;
    private final ObjectMapper json;

    DemoStreets(DemoConfig config, ObjectMapper json) {
        this.config = config;
        this.json = json;
    }

    @Override
    public boolean isShown() {
        return config.data();
    }

    @Override
    public String json() {
        try (InputStream file = DemoStreets.class.getResourceAsStream(FILE)) {
            ObjectNode streets = (ObjectNode) json.readTree(file);
            ArrayNode places = streets.putArray("places");
            places.addArray().add(0).add(0);
            DemoCities.copies(config.vehicles()).stream()
                    .map(copy -> List.of(copy.north(), copy.east()))
                    .distinct()
                    .forEach(place -> places.addArray().add(place.get(0)).add(place.get(1)));
            return streets.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
