package dev.fleetcast.device.history;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A page of what was stored or confirmed.
 *
 * @param data oldest first
 */
record HistoryPage<T>(List<T> data, Meta meta) {

    /**
     * The link to the next page.
     *
     * @param next the {@code cursor} of the next page; null on the last one
     */
    @Schema(name = "NextOfHistory")
    record Meta(@Schema(nullable = true) String next) {}

    static <T> HistoryPage<T> of(List<T> data, HistoryCursor next) {
        return new HistoryPage<>(data, new Meta(next == null ? null : next.text()));
    }
}
