package dev.fleetcast.dashboard;

/**
 * What the pages are told of the deployment.
 *
 * @param tiles the map beneath the vehicles, or null
 * @param silentAfterMs when a vehicle is called silent
 */
record PageSettings(TileServer tiles, long silentAfterMs) {

    /**
     * The map beneath the vehicles.
     *
     * @param url with places for the tile's coordinates
     * @param attribution to be shown beside it, or null
     * @param maxZoom how far it can be zoomed in
     */
    record TileServer(String url, String attribution, int maxZoom) {}

    static PageSettings of(DashboardConfig config) {
        DashboardConfig.Tiles tiles = config.tiles();
        TileServer server = tiles.url()
                .map(url -> new TileServer(url.template(), tiles.attribution().orElse(null), tiles.maxZoom()))
                .orElse(null);
        return new PageSettings(server, config.silentAfter().toMillis());
    }
}
