package dev.fleetcast.faults;

import dev.fleetcast.testing.Replica;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jboss.logging.Logger;

/**
 * The amount of each fault. The default fits into the build; change it with {@code -Dfleetcast.faults.streams=2}
 * (multiplies the streams, and the records that a start must read), {@code -Dfleetcast.faults.rate=10} (multiplies the
 * messages a second that are recorded), {@code -Dfleetcast.faults.length=10} (multiplies the duration) and {@code
 * -Dfleetcast.faults.rounds=20}. With {@code -Dfleetcast.faults.quick-start=true} replicas start in half of the time.
 */
final class Dose {

    private static final Logger LOG = Logger.getLogger(Dose.class);
    private static final long SEED = Long.getLong("fleetcast.faults.seed", System.nanoTime() & 0xFFFF_FFFFL);

    private Dose() {}

    /** Reproducible random numbers: each class has its own generator, from one logged seed. */
    static Random chance(Class<?> test) {
        LOG.infof("%s: -Dfleetcast.faults.seed=%d", test.getSimpleName(), SEED);
        return new Random(SEED ^ test.getSimpleName().hashCode());
    }

    static int streams(int usual) {
        return Math.max(1, (int) (usual * factor("streams")));
    }

    /** Records that a start must read. Later tests of the same deployment read them, too. */
    static int records(int usual) {
        return streams(usual);
    }

    static Duration lasting(Duration usual) {
        return Duration.ofMillis((long) (usual.toMillis() * factor("length")));
    }

    /** Messages a second. */
    static int rate(int usual) {
        return Math.max(1, (int) (usual * factor("rate")));
    }

    static int rounds() {
        return Integer.getInteger("fleetcast.faults.rounds", 1);
    }

    /** The options of the replicas' JVM. */
    static List<String> replicaOptions() {
        return Boolean.getBoolean("fleetcast.faults.quick-start") ? Replica.QUICK_START : List.of();
    }

    private static double factor(String name) {
        return Double.parseDouble(System.getProperty("fleetcast.faults." + name, "1"));
    }
}
