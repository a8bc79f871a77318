package dev.fleetcast.dashboard;

/** Streets that the maps show beneath the vehicles, also without a tile server. Implementations are thread-safe. */
public interface StreetMap {

    /** Whether there are streets to show; does not change while the application runs. */
    boolean isShown();

    /**
     * The streets as JSON of at most 100 KB, always the same.
     *
     * <p>{@code lines} hold longitude and latitude in turn, each as the difference to the one before, times
     * {@code unit}; {@code places} are the displacements at which the same streets are shown: degrees north and east.
     */
    String json();
}
