package dev.fleetcast.demo.replay;

import java.util.List;

/**
 * A bus that drives its track to the end and back again, endlessly. Its state depends on the time alone. Immutable.
 *
 * <p>Time is in seconds of the replay, from 0.
 */
final class Circuit {

    private final Track lap;
    private final List<Track.Span> trips;
    private final double north;
    private final double east;

    Circuit(Track track) {
        this(track.andBack(), 0, 0);
    }

    private Circuit(Track lap, double north, double east) {
        this.lap = lap;
        this.trips = lap.trips();
        this.north = north;
        this.east = east;
    }

    /** The same way elsewhere, by that many degrees. Shares its memory. */
    Circuit displaced(double degreesNorth, double degreesEast) {
        return new Circuit(lap, north + degreesNorth, east + degreesEast);
    }

    /** The state of the bus at a time. */
    Motion at(double seconds) {
        long laps = laps(seconds);
        double second = seconds - laps * lap.seconds();
        Leg leg = lap.legAt(second);
        return new Motion(
                leg.kind(),
                leg.placeAt(second).displaced(north, east),
                leg.speedMpsAt(second) * 3.6,
                leg.heading(),
                (laps * lap.meters() + leg.metersBefore() + leg.metersAt(second)) / 1_000,
                laps * trips.size() + startedTrips(second),
                leg.kind() == Leg.Kind.DRIVING ? 0 : second - leg.startSecond());
    }

    /** The time span of the trip with that number, see {@link Motion#trip}. */
    Track.Span trip(long number) {
        long index = number - 1;
        double lapStart = Math.floorDiv(index, (long) trips.size()) * lap.seconds();
        Track.Span trip = trips.get(Math.floorMod(index, trips.size()));
        return new Track.Span(lapStart + trip.start(), lapStart + trip.end());
    }

    private long laps(double seconds) {
        return (long) Math.floor(seconds / lap.seconds());
    }

    private int startedTrips(double second) {
        int started = 0;
        while (started < trips.size() && trips.get(started).start() <= second) {
            started++;
        }
        return started;
    }
}
