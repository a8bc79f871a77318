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
     * A vehicle from which nothing has come for this long is shown as silent; a little more than the longest regular pause of
     * the devices.
     */
    @WithDefault("PT60S")
    Duration silentAfter();

    /** The map beneath the vehicles. */
    interface Tiles {

        /**
         * The tile server, as in {@code https://tiles.example.com/z/x/y.png} with z, x and y each in braces. The browsers of
         * viewers ask it for what they look at; without one there is a plain grid.
         */
        Optional<TileUrl> url();

        /** Whom the map's makers want to be named. */
        Optional<String> attribution();

        /** How far the server's tiles can be zoomed in. */
        @WithDefault("19")
        @Min(1)
        @Max(24)
        int maxZoom();
    }
}
