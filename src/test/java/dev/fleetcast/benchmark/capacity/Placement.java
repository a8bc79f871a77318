package dev.fleetcast.benchmark.capacity;

/** The replica of a stream, and the partition of a unit's records. */
enum Placement {
    /** Today's placement: a balancer distributes streams, and the hash of a unit's key determines its partition. */
    ANYWHERE("streams anywhere, units by key", false, false),
    /** The balancer knows the fleet of a stream. */
    STREAMS_BY_FLEET("streams by fleet, units by key", true, false),
    /** The senders know the fleet of a unit too, and all its records are in one partition. */
    BOTH_BY_FLEET("streams and units by fleet", true, true);

    private final String meaning;
    private final boolean streamsByFleet;
    private final boolean unitsByFleet;

    Placement(String meaning, boolean streamsByFleet, boolean unitsByFleet) {
        this.meaning = meaning;
        this.streamsByFleet = streamsByFleet;
        this.unitsByFleet = unitsByFleet;
    }

    String meaning() {
        return meaning;
    }

    boolean streamsByFleet() {
        return streamsByFleet;
    }

    boolean unitsByFleet() {
        return unitsByFleet;
    }
}
