package dev.fleetcast.history.replay;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a client wants of a replay. In a change, only members that are present count.
 *
 * @param units their ids, 1 to 50
 * @param from where it begins, a time with offset
 * @param to where it ends
 * @param speed from 1 to 1000, or {@code "max"}; 1 by default
 * @param skipGaps pauses that are longer, an ISO 8601 duration, are cut; null for none
 * @param paused whether it waits
 * @param at the time in the past at which to go on
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@Schema(name = "Replay")
public record ReplayForm(
        List<Long> units, String from, String to, Object speed, String skipGaps, Boolean paused, String at) {}
