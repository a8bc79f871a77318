package dev.fleetcast.stream;

import java.util.Collection;

/** A bean with connections of its own that must end before the replica stops. */
@FunctionalInterface
public interface DrainedConnections {

    /** One task per open connection that ends it. Tasks run on the drain's thread, at most twice per connection. */
    Collection<Runnable> goodbyes();
}
