package dev.fleetcast.dashboard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/** The dashboard. */
@ConfigMapping(prefix = "fleetcast.dashboard")
public interface DashboardConfig {

    /** The map beneath the vehicles. */
    Tiles tiles();

    /**
     * A vehicle is shown as silent after this time without a message; set it slightly above the longest regular pause
     * of the devices.
     */
    @WithDefault("PT60S")
    Duration silentAfter();

    /** The map beneath the vehicles. */
    interface Tiles {

        /**
         * The URL of the tile server, such as {@code https://tiles.example.com/z/x/y.png} with z, x and y each in braces.
         * Browsers request the tiles of the visible area from it; without a tile server the map is an outline of the
         * world with a grid.
         */
        Optional<TileUrl> url();

        /** The attribution that the map's provider requires. */
        Optional<String> attribution();

        /** The maximum zoom level of the server's tiles. */
        @WithDefault("19")
        @Min(1)
        @Max(24)
        int maxZoom();
    }
}
