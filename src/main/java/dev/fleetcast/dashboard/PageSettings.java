package dev.fleetcast.dashboard;

/**
 * The deployment's settings for the pages.
 *
 * @param tiles the map beneath the vehicles, or null
 * @param streets whether {@link StreetsResource} has streets to show beneath the vehicles
 * @param silentAfterMs when a vehicle is shown as silent
 * @param recording whether this replica records the feed
 */
record PageSettings(TileServer tiles, boolean streets, long silentAfterMs, boolean recording) {

    /**
     * The map beneath the vehicles.
     *
     * @param url with placeholders for the tile's coordinates
     * @param attribution the attribution to display, or null
     * @param maxZoom the maximum zoom level
     */
    record TileServer(String url, String attribution, int maxZoom) {}

    static PageSettings of(DashboardConfig config, boolean streets, boolean recording) {
        DashboardConfig.Tiles tiles = config.tiles();
        TileServer server = tiles.url()
                .map(url -> new TileServer(url.template(), tiles.attribution().orElse(null), tiles.maxZoom()))
                .orElse(null);
        return new PageSettings(server, streets, config.silentAfter().toMillis(), recording);
    }
}
