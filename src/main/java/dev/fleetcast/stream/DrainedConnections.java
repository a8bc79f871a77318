package dev.fleetcast.stream;

import java.util.Collection;

/** A bean of this type has connections of its own that must end before the replica stops. */
@FunctionalInterface
public interface DrainedConnections {

    /** How to end each connection there is now; run on a thread of the drain, at most twice for one connection. */
    Collection<Runnable> goodbyes();
}
