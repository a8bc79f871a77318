package dev.fleetcast.faults;

import java.time.Duration;
import java.util.Random;
import org.jboss.logging.Logger;

/**
 * How much of each fault there is. The usual dose fits into the build; a larger one is asked for with
 * {@code -Dfleetcast.faults.streams=2} (times the streams), {@code -Dfleetcast.faults.length=10} (times the duration)
 * and {@code -Dfleetcast.faults.rounds=20}.
 */
final class Dose {

    private static final Logger LOG = Logger.getLogger(Dose.class);
    private static final long SEED = Long.getLong("fleetcast.faults.seed", System.nanoTime() & 0xFFFF_FFFFL);

    private Dose() {}

    /** Chance that can be had again: every class has its own, from one seed, which is told. */
    static Random chance(Class<?> test) {
        LOG.infof("%s: -Dfleetcast.faults.seed=%d", test.getSimpleName(), SEED);
        return new Random(SEED ^ test.getSimpleName().hashCode());
    }

    static int streams(int usual) {
        return Math.max(1, (int) (usual * factor("streams")));
    }

    static Duration lasting(Duration usual) {
        return Duration.ofMillis((long) (usual.toMillis() * factor("length")));
    }

    static int rounds() {
        return Integer.getInteger("fleetcast.faults.rounds", 1);
    }

    private static double factor(String name) {
        return Double.parseDouble(System.getProperty("fleetcast.faults." + name, "1"));
    }
}
