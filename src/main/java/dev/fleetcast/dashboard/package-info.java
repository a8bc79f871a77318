/**
 * The headers and settings of the pages in {@code META-INF/resources}.
 *
 * <p>In reading order: {@code PageHeaders}, {@code ContentPolicy}, {@code PageSettingsResource},
 * {@code PageSettings}, {@code TileUrl}, {@code StreetMap}, {@code StreetsResource}.
 */
package dev.fleetcast.dashboard;
