package dev.fleetcast.connection;

import dev.fleetcast.threading.ThreadSafe;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Predicate;

/** Decides whether this replica takes another long-lived connection, such as a stream or a feed. */
@ThreadSafe
@ApplicationScoped
public class Admission {

    private final Draining draining;
    private final Doors doors;

    Admission(Draining draining, Doors doors) {
        this.draining = draining;
        this.doors = doors;
    }

    /** What happens to a connection. */
    public enum Decision {
        /** It has a place, which its owner must give back. */
        ADMITTED,
        /** This replica stops: another one may take it. */
        DRAINING,
        /** The limit of its kind, of its address, or of all connections is reached. */
        FULL
    }

    /**
     * Decides about a connection that is about to open.
     *
     * @param address its network address
     * @param quota takes a place for that address, see {@link Quota#take}
     */
    public Decision decide(String address, Predicate<String> quota) {
        if (draining.isDraining()) {
            return Decision.DRAINING;
        }
        return decideEvenIfDraining(address, quota);
    }

    /** Like {@link #decide}, for a connection that opens even if it is closed at once because this replica stops. */
    public Decision decideEvenIfDraining(String address, Predicate<String> quota) {
        return !doors.areCrowded() && quota.test(address) ? Decision.ADMITTED : Decision.FULL;
    }
}
