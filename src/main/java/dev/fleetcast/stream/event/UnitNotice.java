package dev.fleetcast.stream.event;

/**
 * An event of the API about a unit, for all streams that follow it.
 *
 * @param unitId the unit
 * @param event a JSON object with a {@code type}, in one line
 */
public record UnitNotice(long unitId, String event) {

    public UnitNotice {
        if (event.indexOf('\n') >= 0 || event.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("more than one line");
        }
    }
}
