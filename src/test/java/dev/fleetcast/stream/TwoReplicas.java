package dev.fleetcast.stream;

import dev.fleetcast.testing.Replica;

/** Two replicas, for tests that share them. */
public interface TwoReplicas {

    /** The one that stays. */
    Replica first();

    /** The one that a test may kill, if it launches it again. */
    Replica second();

    /** Launches the second one on that port; it is not ready yet. */
    void launchSecondAgain(int port);
}
