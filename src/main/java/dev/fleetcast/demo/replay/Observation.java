package dev.fleetcast.demo.replay;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The events that a device detects by comparing two moments. */
final class Observation {

    private static final double SPEED_LIMIT_KMH = 80;
    private static final double IDLE_SECONDS = 5;
    private static final double KILOMETERS_BETWEEN_FRIGHTS = 7;
    /** The city's centre: some devices monitor zones themselves. */
    private static final Place ZONE = new Place(30.2672, -97.7431);

    private static final double ZONE_METERS = 900;

    private Observation() {}

    /** The events after the first moment, up to the second. */
    static List<Happening> between(Motion before, Motion after) {
        return Stream.of(
                        trip(before, after),
                        idling(before, after),
                        speeding(before, after),
                        zone(before, after),
                        braking(before, after))
                .flatMap(Optional::stream)
                .toList();
    }

    static boolean isIdling(Motion motion) {
        return motion.kind() == Leg.Kind.STANDING && motion.stoodSeconds() >= IDLE_SECONDS;
    }

    static boolean isSpeeding(Motion motion) {
        return motion.speedKmh() > SPEED_LIMIT_KMH;
    }

    private static Optional<Happening> trip(Motion before, Motion after) {
        return change(before.ignition(), after.ignition(), "TRIP:START", "TRIP:END")
                .map(Happening::of);
    }

    private static Optional<Happening> idling(Motion before, Motion after) {
        return change(isIdling(before), isIdling(after), "IDLING:START", "IDLING:END")
                .map(Happening::of);
    }

    private static Optional<Happening> speeding(Motion before, Motion after) {
        return change(isSpeeding(before), isSpeeding(after), "SPEEDING:START", "SPEEDING:END")
                .map(code -> Happening.of(code, new Happening.Value("value", Math.rint(after.speedKmh()))));
    }

    private static Optional<Happening> zone(Motion before, Motion after) {
        return change(isInZone(before), isInZone(after), "ZONE:ENTER:1", "ZONE:EXIT:1")
                .map(Happening::of);
    }

    private static Optional<Happening> braking(Motion before, Motion after) {
        boolean frightened = frights(before) != frights(after);
        return frightened
                ? Optional.of(
                        Happening.of("HARSH:BRAKING", new Happening.Value("x", -0.45), new Happening.Value("y", 0.003)))
                : Optional.empty();
    }

    private static long frights(Motion motion) {
        return (long) (motion.kilometers() / KILOMETERS_BETWEEN_FRIGHTS);
    }

    private static boolean isInZone(Motion motion) {
        return motion.place().metersTo(ZONE) < ZONE_METERS;
    }

    private static Optional<String> change(boolean before, boolean after, String begun, String ended) {
        return before == after ? Optional.empty() : Optional.of(after ? begun : ended);
    }
}
