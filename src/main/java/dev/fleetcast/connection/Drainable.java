package dev.fleetcast.connection;

import java.util.Collection;

/** A bean of this type holds connections that must be closed before the replica stops. */
@FunctionalInterface
public interface Drainable {

    /** How to close each open connection; run on the drain thread, at most twice for one connection. */
    Collection<Runnable> closings();
}
